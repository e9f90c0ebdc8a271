/*
 * Stands in for Chromium, which does not run as root: opens the file it is given, follows it, holds the event
 * stream as the page does, and reports what it was given. SIGUSR2 closes the page and not the browser.
 */
const { readFileSync, statSync, writeFileSync } = require('node:fs');
const { request } = require('node:http');
const { dirname } = require('node:path');
const { fileURLToPath } = require('node:url');

const args = process.argv.slice(2);
const option = (name) => args.find((each) => each.startsWith(`--${name}=`)).slice(name.length + 3);
const file = fileURLToPath(option('app'));
const [, entrance] = /url=([^"]+)"/.exec(readFileSync(file, 'utf8'));
const { port, hash } = new URL(entrance);
const key = new URLSearchParams(hash.slice(1)).get('key');
const mode = (path) => (statSync(path).mode & 0o777).toString(8);

const headers = { 'X-Playground-Key': key };
const page = request({ host: '127.0.0.1', port, method: 'POST', path: '/events', headers }, (stream) => {
  stream.resume();
  stream.on('error', () => undefined);
  const modes = [mode(dirname(file)), mode(file), mode(option('user-data-dir'))];
  const report = { pid: process.pid, args, key, port: Number(port), folder: dirname(file), modes };
  writeFileSync(process.env.STAND_IN_REPORT, JSON.stringify(report));
});
page.on('error', () => undefined);
page.end();
process.on('SIGUSR2', () => page.destroy());
setInterval(() => undefined, 1000);
