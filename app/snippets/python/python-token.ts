import {
  KEYCHAIN_SERVICE,
  keychainAccount,
  secretCommand,
  tokenIsMissing,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { quotePython as quote } from './python-quote.ts';

/** The places a Python program can read its token from. */
export const pythonTokenSources = [
  'environment',
  'keyring',
  'macos-keychain',
  'secret-tool',
] as const satisfies readonly TokenSource[];

/** The modules of Python itself that `pythonToken` needs besides `sys`; `keyring` has to be installed. */
export function pythonTokenModules(source: TokenSource): readonly string[] {
  if (source === 'keyring') return [];
  return [source === 'macos-keychain' || source === 'secret-tool' ? 'subprocess' : 'os'];
}

/** Sets `token`, or ends the program with a sentence when the place holds none. */
export function pythonToken(source: TokenSource, url: string): string {
  return `${pythonReadToken(source, url)}
if not token:
    sys.exit(${quote(tokenIsMissing(source))})`;
}

/** Sets `token`, to nothing where the place holds none. */
export function pythonReadToken(source: TokenSource, url: string): string {
  switch (source) {
    case 'keyring': {
      const account = keychainAccount(url);
      return `# To keep it there:   python3 -m keyring set ${KEYCHAIN_SERVICE} ${account}
try:
    token = (keyring.get_password("${KEYCHAIN_SERVICE}", "${account}") or "").strip()
except keyring.errors.KeyringError as error:
    sys.exit(f"The keychain cannot be read: {error}")`;
    }
    case 'macos-keychain':
    case 'secret-tool': {
      const words = secretCommand(source, url).map(quote).join(', ');
      return `command = [${words}]
try:
    token = subprocess.run(command, stdout=subprocess.PIPE, text=True).stdout.strip()
except OSError:  # there is no such command
    token = ""`;
    }
    default:
      return `token = os.environ.get("${TOKEN_VARIABLE}", "").strip()`;
  }
}
