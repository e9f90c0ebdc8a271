import {
  KEYCHAIN_SERVICE,
  keychainAccount,
  secretCommand,
  tokenIsMissing,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { quoteInStata as quote } from './stata-quote.ts';

/** The Python modules that `stataToken` needs. */
export function stataTokenModules(source: TokenSource): readonly string[] {
  if (source === 'keyring') return ['keyring'];
  return [source === 'environment' ? 'os' : 'subprocess'];
}

/** Python that sets `token`. An exception stops the do-file; `sys.exit` could end Stata with unsaved data. */
export function stataToken(source: TokenSource, url: string): string {
  return `${readToken(source, url)}
if not token:
    raise RuntimeError(${quote(tokenIsMissing(source))})
`;
}

function readToken(source: TokenSource, url: string): string {
  switch (source) {
    case 'keyring': {
      const account = keychainAccount(url);
      return `# To keep it there:   python3 -m keyring set ${KEYCHAIN_SERVICE} ${account}
token = (keyring.get_password("${KEYCHAIN_SERVICE}", "${account}") or "").strip()`;
    }
    case 'macos-keychain':
    case 'secret-tool': {
      const words = secretCommand(source, url).map(quote).join(', ');
      return `token = ""
command = [${words}]
try:
    token = subprocess.run(command, stdout=subprocess.PIPE).stdout.decode().strip()
except OSError:  # there is no such command
    pass
`;
    }
    default:
      return `token = os.environ.get("${TOKEN_VARIABLE}", "").strip()`;
  }
}
