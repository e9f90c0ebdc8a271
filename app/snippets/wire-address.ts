/**
 * The address as it travels: its host in ASCII, its path percent-encoded. Languages differ in what they make of
 * other letters: some fail, and Perl would take the token to a host of another name.
 */
export function wireAddress(url: string): string {
  if (/^[\w:/.-]*$/.test(url)) return url;
  const text = url.toWellFormed();
  const [, scheme = '', host = '', rest = text] = /^(https?:\/\/)([^/?#]*)(.*)$/is.exec(text) ?? [];
  return scheme + asciiHost(host) + rest.replaceAll(unsafe, encodeURIComponent);
}

/** What stands in no address as it is, and a percent sign that begins no code. */
const unsafe = /[^!-~]+|["<>\\^`{|}[\]]|%(?![\dA-Fa-f]{2})/gu;

function asciiHost(host: string): string {
  if (/^[!-~]*$/.test(host)) return host;
  const labels = host.normalize('NFKC').toLowerCase().normalize('NFC').split('.');
  return labels.map((label) => (/^[!-~]*$/.test(label) ? label : `xn--${punycode(label)}`)).join('.');
}

const BASE = 36;

/** A label of a host's name in letters, digits and hyphens (RFC 3492). */
function punycode(label: string): string {
  const points = [...label].map((letter) => letter.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < 128);
  let out = basic.length === 0 ? '' : `${String.fromCodePoint(...basic)}-`;
  let [delta, bias, handled, current] = [0, 72, basic.length, 128];
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= current));
    delta += (next - current) * (handled + 1);
    current = next;
    for (const point of points) {
      if (point < current) delta += 1;
      if (point !== current) continue;
      out += variableLength(delta, bias);
      bias = adapted(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    current += 1;
  }
  return out;
}

function variableLength(number: number, bias: number): string {
  let out = '';
  for (let rest = number, k = BASE; ; k += BASE) {
    const threshold = Math.min(Math.max(k - bias, 1), 26);
    if (rest < threshold) return out + digit(rest);
    out += digit(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

/** a to z, then 0 to 9. */
function digit(value: number): string {
  return ((value + 10) % BASE).toString(BASE);
}

function adapted(delta: number, count: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > 455; k += BASE) rest = Math.floor(rest / (BASE - 1));
  return k + Math.floor((BASE * rest) / (rest + 38));
}
