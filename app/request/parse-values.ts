import { assertNever } from '#app/assert-never.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { Draft, DraftValue, FileReference, Pair, Problem } from './draft.ts';
import { nearestName } from '#app/nearest-name.ts';

export interface ParsedValues {
  readonly draft: Draft;
  readonly problems: readonly Problem[];
}

/**
 * Reads a values file of the command line: an object of REDCap parameter names to texts, lists of texts or, for a file,
 * `{"path": …}`. Numbers, and `true`/`false` for a switch, count as their text. What cannot be read is a problem and
 * stays out of the draft; whether the values make a good request is for `prepare` to say.
 */
export function parseValues(method: Method, json: unknown): ParsedValues {
  if (!isRecord(json)) {
    const message = 'The values must be a JSON object of parameter names and values.';
    return { draft: {}, problems: [{ parameter: null, message }] };
  }
  const draft: Record<string, DraftValue> = {};
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(json)) {
    const parameter = method.parameters.find((candidate) => candidate.name === name);
    const read = parameter === undefined ? readOther(method, name, value) : readValue(parameter, value);
    if (read.kind === 'problem') problems.push({ parameter: name, message: read.message });
    if (read.kind === 'value') draft[name] = read.value;
  }
  return { draft, problems };
}

type Read =
  | { readonly kind: 'value'; readonly value: DraftValue }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly message: string };

const nothing: Read = { kind: 'nothing' };
const taken = (value: DraftValue): Read => ({ kind: 'value', value });
const wrong = (message: string): Read => ({ kind: 'problem', message });

/** `content` and `action` may be repeated as the method has them; the token never stands in a file. */
function readOther(method: Method, name: string, value: unknown): Read {
  if (name === 'token') {
    return wrong('Leave the token out of the values: it is read from REDCAP_API_TOKEN.');
  }
  if (name === 'content' || name === 'action') {
    const own = name === 'content' ? method.content : method.action;
    if (value === own) return nothing;
    const fixed = own === undefined ? `has no ${name}` : `always has the ${name} “${own}”`;
    return wrong(`${method.name} ${fixed}: leave it out, or choose another method.`);
  }
  const near = nearestName(
    name,
    method.parameters.map((parameter) => parameter.name),
  );
  const hint = near === undefined ? '' : ` Did you mean “${near}”?`;
  return wrong(`${method.name} has no parameter “${name}”.${hint}`);
}

function readValue(parameter: Parameter, value: unknown): Read {
  const { label, name } = parameter;
  switch (parameter.kind) {
    case 'list': {
      if (!Array.isArray(value))
        return wrong(`${label} must be a list, for example {"${name}": ["a", "b"]}.`);
      const items = value.map(asText);
      return items.every((item) => item !== undefined)
        ? taken(items)
        : wrong(`Every entry of ${label} must be a text or a number.`);
    }
    case 'file':
      return readFile(label, name, value);
    case 'pairs': {
      const pairs = isRecord(value) ? readPairs(value) : undefined;
      return pairs === undefined ? wrong(`${label} must be an object of names and texts.`) : taken(pairs);
    }
    case 'switch':
      if (typeof value === 'boolean') return taken(value ? parameter.on : parameter.off);
      return readText(label, value);
    case 'presence':
      if (typeof value === 'boolean') return value ? taken(parameter.value) : nothing;
      return readText(label, value);
    case 'choice':
    case 'text':
    case 'integer':
    case 'time':
    case 'logic':
    case 'payload':
      return readText(label, value);
    default:
      return assertNever(parameter);
  }
}

function readText(label: string, value: unknown): Read {
  const text = asText(value);
  return text === undefined
    ? wrong(`${label} must be one text, not ${nameOfKind(value)}: write it in quotes.`)
    : taken(text);
}

/** A number beyond what JSON keeps exactly may have lost digits already, so it is not taken. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const exact = typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
  return exact ? String(value) : undefined;
}

function readFile(label: string, name: string, value: unknown): Read {
  const path = isRecord(value) && Object.keys(value).length === 1 ? value['path'] : undefined;
  if (typeof path !== 'string' || path === '') {
    return wrong(`${label} must be a file, for example {"${name}": {"path": "scan.pdf"}}.`);
  }
  const file: FileReference = { fileName: path.split(/[/\\]/).at(-1) ?? path, reference: path };
  return taken(file);
}

function readPairs(value: Readonly<Record<string, unknown>>): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const [name, content] of Object.entries(value)) {
    const text = asText(content);
    if (text === undefined) return undefined;
    pairs.push({ name, value: text });
  }
  return pairs;
}

function nameOfKind(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'number' ? 'a number this large' : 'true or false';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
