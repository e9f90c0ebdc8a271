// Installs what the tests need besides npm's packages: a browser, fonts and the interpreters of the
// code targets. Plain JavaScript for Node 20 without node_modules, because it runs before `npm ci` has.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {{ name: string, packages: string[], found: () => Promise<boolean>, use: string }} Need
 * @typedef {{ name: string, reason: string }} Missing
 */

/** @type {Need[]} */
const needs = [
  {
    name: 'Chromium',
    packages: ['chromium'],
    found: async () => browserIsInstalled(),
    use: 'the end-to-end tests',
  },
  { name: 'Xvfb', packages: ['xvfb'], found: async () => onPath('Xvfb'), use: 'tests of real windows' },
  {
    name: 'DejaVu fonts',
    packages: ['fontconfig', 'fonts-dejavu-core'],
    found: () => succeeds('fc-list', ['-q', 'DejaVu Sans']),
    use: 'screenshots',
  },
  {
    name: 'emoji font',
    packages: ['fontconfig', 'fonts-noto-color-emoji'],
    found: () => succeeds('fc-list', ['-q', 'Noto Color Emoji']),
    use: 'screenshots',
  },
  {
    name: 'gnome-keyring',
    packages: ['gnome-keyring', 'dbus'],
    found: async () => onPath('gnome-keyring-daemon') && onPath('dbus-run-session'),
    use: 'the test of a real keyring',
  },
  {
    name: 'pdftotext',
    packages: ['poppler-utils'],
    found: async () => onPath('pdftotext'),
    use: 'reading the PDFs of the practice server with another program',
  },
  {
    name: 'PHP with curl',
    packages: ['php-cli', 'php-curl'],
    found: () => succeeds('php', ['-r', "exit(extension_loaded('curl') ? 0 : 1);"]),
    use: 'the PHP code target',
  },
  {
    name: 'Perl with LWP',
    packages: ['perl', 'libwww-perl', 'liblwp-protocol-https-perl', 'libhttp-message-perl'],
    found: () =>
      succeeds('perl', ['-MLWP::UserAgent', '-MLWP::Protocol::https', '-MHTTP::Request::Common', '-e', '1']),
    use: 'the Perl code target',
  },
  {
    name: 'Python with requests and keyring',
    packages: ['python3', 'python3-requests', 'python3-keyring'],
    found: async () =>
      (await succeeds('/usr/bin/python3', ['-c', 'import keyring, requests'])) ||
      (await succeeds('python3', ['-c', 'import keyring, requests'])),
    use: 'the Python code target',
  },
  {
    name: 'Python with pandas',
    packages: ['python3', 'python3-pandas'],
    found: async () =>
      (await succeeds('/usr/bin/python3', ['-c', 'import pandas'])) ||
      (await succeeds('python3', ['-c', 'import pandas'])),
    use: 'the Tableau Prep code target',
  },
  {
    name: 'Ruby',
    packages: ['ruby'],
    found: () => succeeds('ruby', ['--disable-gems', '-e', 'exit 0']),
    use: 'the Ruby code target',
  },
  {
    // `java FILE` compiles first, which a run-time environment without the compiler cannot do.
    name: 'Java Development Kit',
    packages: ['default-jdk-headless'],
    found: async () => onPath('java') && onPath('javac'),
    use: 'the Java code target',
  },
  {
    name: 'R with httr2, jsonlite and keyring',
    packages: ['r-base-core', 'r-cran-httr2', 'r-cran-jsonlite', 'r-cran-keyring'],
    found: () =>
      succeeds('Rscript', [
        '-e',
        'quit(status = if (all(c("httr2", "jsonlite", "keyring") %in% rownames(installed.packages()))) 0 else 1)',
      ]),
    use: 'the R code targets',
  },
  { name: 'Go', packages: ['golang-go'], found: async () => onPath('go'), use: 'the Go code target' },
  {
    name: 'Mono',
    packages: ['mono-mcs', 'mono-runtime', 'libmono-system-net-http4.0-cil'],
    found: async () => onPath('mono') && onPath('mcs') && existsSync('/usr/lib/mono/4.5/System.Net.Http.dll'),
    use: 'the C# code target',
  },
  {
    name: 'cURL',
    packages: ['curl', 'ca-certificates'],
    found: async () => onPath('curl'),
    use: 'the cURL code target',
  },
  { name: 'dash', packages: ['dash'], found: async () => onPath('dash'), use: 'the cURL code target' },
  { name: 'bash', packages: ['bash'], found: async () => onPath('bash'), use: 'the cURL code target' },
];

/**
 * Installs what is missing where that is possible (Debian and its relatives, as root) and names the rest.
 * Never fails: a test that needs something missing is skipped and says why. A second run only looks.
 *
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<{ installed: string[], missing: Missing[] }>}
 */
export async function provision({ log }) {
  const absent = await absentNeeds();
  if (absent.length === 0) return { installed: [], missing: [] };

  const obstacle = obstacleToInstalling();
  if (obstacle !== null) return { installed: [], missing: absent.map((need) => missing(need, obstacle)) };

  const packages = [...new Set(absent.flatMap((need) => need.packages))];
  log(`Installing ${packages.join(', ')} (needed by the tests, takes a few minutes).`);
  await aptGet(['update'], log);
  if (!(await install(packages, log))) {
    // One unknown package makes apt refuse the whole list: the others are still worth having.
    for (const need of absent) await install(need.packages, log);
  }

  const still = new Set((await absentNeeds()).map((need) => need.name));
  return {
    installed: absent.filter((need) => !still.has(need.name)).map((need) => need.name),
    missing: absent
      .filter((need) => still.has(need.name))
      .map((need) => missing(need, 'apt-get could not install it')),
  };
}

/** @returns {Promise<Need[]>} */
async function absentNeeds() {
  const found = await Promise.all(needs.map((need) => need.found()));
  return needs.filter((_, index) => !found[index]);
}

/** @returns {string | null} why packages cannot be installed here, or null */
function obstacleToInstalling() {
  if (process.platform !== 'linux' || !onPath('apt-get')) return 'this system has no apt-get';
  if (process.getuid?.() !== 0) return 'installing packages needs root';
  return null;
}

/**
 * @param {Need} need
 * @param {string} why
 * @returns {Missing}
 */
function missing(need, why) {
  const list = need.packages.join(', ');
  return {
    name: need.name,
    reason: `${need.name} is not installed (${why}); it is needed for ${need.use}. Debian packages: ${list}.`,
  };
}

/**
 * @param {string[]} packages
 * @param {(line: string) => void} log
 */
function install(packages, log) {
  return aptGet(['install', '--yes', '--no-install-recommends', ...packages], log);
}

/**
 * Runs apt-get without questions. Its output is only shown when it fails.
 *
 * @param {string[]} parameters
 * @param {(line: string) => void} log
 * @returns {Promise<boolean>} whether it succeeded
 */
async function aptGet(parameters, log) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, output } = await run('apt-get', ['--quiet', ...parameters], environment);
  if (status !== 0) {
    const lastLines = output.trim().split('\n').slice(-5).join('\n');
    log(`apt-get ${parameters[0]} failed:\n${lastLines}`);
  }
  return status === 0;
}

/**
 * @param {string} command
 * @param {string[]} parameters
 */
async function succeeds(command, parameters) {
  return (await run(command, parameters, process.env)).status === 0;
}

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ status: number | null, output: string }>} status null: the command does not exist
 */
function run(command, parameters, env) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', () => resolve({ status: null, output }));
    child.on('close', (status) => resolve({ status, output }));
  });
}

function browserIsInstalled() {
  const commands = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
  ];
  const applications = [
    '/Applications/Google Chrome.app',
    '/Applications/Chromium.app',
    '/Applications/Microsoft Edge.app',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return commands.some(onPath) || applications.some((path) => existsSync(path));
}

/** @param {string} command */
function onPath(command) {
  const names = process.platform === 'win32' ? [`${command}.exe`, `${command}.cmd`] : [command];
  return (process.env.PATH ?? '').split(delimiter).some((folder) =>
    names.some((name) => {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
}
