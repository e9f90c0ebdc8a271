import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { projectTag, type ScheduledProgram, type SchedulePlan, type ScheduleStep } from './schedule.ts';

/** The file a scheduled program's environment comes from on Linux and macOS, within the home folder. */
export function tokenFile(plan: SchedulePlan): string {
  return `.config/redcap/${projectTag(plan)}.env`;
}

/** Whether a task under this account finds the token where only the account looks: a file, on Windows a variable. */
export function readsTokenOfAccount({ tokenSource }: ScheduledProgram): boolean {
  return tokenSource === 'environment';
}

/** Whether the token is in the keychain of the desktop, which on Linux is a service of the login session. */
export function readsKeychainOfDesktop({ tokenSource }: ScheduledProgram): boolean {
  return tokenSource === 'keyring' || tokenSource === 'secret-tool';
}

/** redcapAPI's keychain opens with a password alone. */
export const PASSWORD_WANTED =
  'A task cannot type the password of redcapAPI’s keychain, so that it fails: choose the environment variable as the token’s place.';

/** How the token gets to where a task of this account finds it, on Linux and macOS. */
export function unixTokenStep(
  program: ScheduledProgram,
  plan: SchedulePlan,
  withoutSession: boolean,
): ScheduleStep {
  switch (program.tokenSource) {
    case 'environment':
      return {
        text: `Keep the token in a file that only your account can read: a task does not see the variables of your terminal. Type the token when asked; it is not shown.`,
        command: [
          `mkdir -p "$HOME/.config/redcap" && chmod 700 "$HOME/.config/redcap"`,
          `( umask 077; printf 'Token: ' >&2; stty -echo; read -r token; stty echo; printf '${TOKEN_VARIABLE}=%s\\n' "$token" > "$HOME/${tokenFile(plan)}" )`,
        ].join('\n'),
      };
    case 'macos-keychain':
      return {
        text: 'The token comes from your login keychain, which is open while you are logged in. The first run asks whether the program “security” may read it: choose Always Allow.',
        command: null,
      };
    case 'unlock-redcap':
      return { text: PASSWORD_WANTED, command: null };
    default:
      return {
        text: withoutSession
          ? 'The token comes from the keychain of your desktop, which is open only while you are logged in there: at other times the task fails and says so. For a computer without a desktop choose the environment variable as the token’s place.'
          : 'The token comes from your keychain, which is open while you are logged in.',
        command: null,
      };
  }
}
