import { spawnSync } from 'node:child_process';
import type { Runner } from '../runners.ts';

/** Prints versions, by the first part of the target's id. */
const commands: Readonly<Record<string, readonly string[]>> = {
  php: ['php', '-r', 'echo "PHP ", PHP_VERSION, ", curl ", curl_version()["version"];'],
  perl: ['perl', '-MLWP', '-e', 'printf "Perl %vd, LWP %s", $^V, $LWP::VERSION'],
  ruby: ['ruby', '-e', 'print "Ruby #{RUBY_VERSION}"'],
  java: ['java', '--version'],
  javascript: ['node', '-p', '`Node.js ${process.versions.node}`'],
  go: ['go', 'env', 'GOVERSION'],
  csharp: ['mono', '--version'],
  curl: ['curl', '--version'],
};

const pythonVersions =
  'import platform, requests as r; print("Python", platform.python_version() + ", requests", r.__version__)';
const rVersions =
  'cat("R ", as.character(getRversion()), ", httr2 ", as.character(packageVersion("httr2")), sep = "")';

/** The interpreter and library that ran a target's programs, in words and without a path. */
export function versionOf({ name, target, command }: Runner): string {
  const language = target.id.split('-')[0] ?? '';
  const [program = '', ...words] =
    language === 'python'
      ? [command, '-c', pythonVersions]
      : language === 'r'
        ? [command, '-e', rVersions]
        : (commands[language] ?? [command, '--version']);
  const { stdout } = spawnSync(program, words, { encoding: 'utf8' });
  const line =
    (stdout ?? '')
      .split('\n')[0]
      ?.replace(/\s*\(.*$/, '')
      .trim() ?? '';
  const shell = /\((.+)\)$/.exec(name)?.[1];
  return [line, shell].filter((part) => part !== undefined && part !== '').join(', ');
}
