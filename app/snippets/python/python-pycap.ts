import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { indented } from '#app/snippets/indented.ts';
import { ANSWER_SECONDS, CONNECT_SECONDS, NO_RECORDS, TOKEN_CUT_OUT } from '#app/snippets/messages.ts';
import type { SnippetInput, SnippetTarget } from '#app/snippets/target.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { pyCapCall, type PyCapCall } from './pycap-call.ts';
import { pyCap } from './pycap-functions.ts';
import { redcapErrorPattern, webPagePattern } from './python-patterns.ts';
import { quotePython as quote } from './python-quote.ts';
import { pythonRequests } from './python-requests.ts';
import { pythonToken, pythonTokenModules, pythonTokenSources } from './python-token.ts';

type Call = Extract<PyCapCall, { readonly kind: 'call' }>;

export const pythonPyCap: SnippetTarget = {
  id: 'python-pycap',
  label: 'Python',
  library: 'PyCap',
  extension: 'py',
  colouring: 'python',
  tokenSources: pythonTokenSources,
  batches: 'table',
  factors: false,
  running: {
    install: "python3 -m pip install 'PyCap[data_science]'",
    command: (fileName) => ['python3', fileName],
    how: `Run it with Python 3.10 or newer and ${pyCap.name} ${pyCap.version} or newer; a program that reads its token from the keychain also needs the package keyring.`,
    dependencies: {
      fileName: 'requirements.txt',
      text: `PyCap[data_science]>=${pyCap.version}\nkeyring>=21  # only to read the token from the keychain\n`,
    },
  },
  write,
};

function write(input: SnippetInput): string {
  const batched = batchedRequest(input);
  const call = pyCapCall(batched?.rows ?? input.request, input.url);
  if (call.kind === 'raw') return withoutPyCap(input, call.reason);
  if (batched === null) return program(input, call, plain(input, call), []);
  const names = pyCapCall(batched.names, input.url);
  if (names.kind === 'raw') return withoutPyCap(input, names.reason);
  return program(input, call, inBatches(batched, names, call), names.modules);
}

/** The same request with the library that PyCap itself stands on. */
function withoutPyCap(input: SnippetInput, reason: string): string {
  const [first = '', ...rest] = pythonRequests.write(input).split('\n');
  return [first, `# ${reason} This is the request itself.`, ...rest].join('\n');
}

interface Body {
  /** Inside `try`, after the project. */
  readonly calls: string;
  /** After `except`. */
  readonly end: string;
  readonly modules: readonly string[];
  readonly packages: readonly string[];
}

function program(input: SnippetInput, call: Call, body: Body, more: readonly string[]): string {
  const source = tokenSourceOf(input, pythonPyCap);
  const needed = new Set([
    're',
    'sys',
    ...pythonTokenModules(source),
    ...body.modules,
    ...call.modules,
    ...more,
  ]);
  const imports = [...needed]
    .sort()
    .map((name) => (name === 'datetime' ? 'from datetime import datetime' : `import ${name}`));
  const packages = [
    ...(source === 'keyring' ? ['import keyring'] : []),
    ...body.packages,
    'from redcap import Project, RedcapError',
  ];
  return `#!/usr/bin/env python3
${headerComment(input, '#', source)}
${[...imports.filter((line) => line.startsWith('import')), ...imports.filter((line) => line.startsWith('from'))].join('\n')}

${packages.join('\n')}

${pythonToken(source, input.url)}


${checkFunction(input)}


${call.before.map((statement) => `${statement}\n\n`).join('')}try:
    project = Project(
        ${quote(input.url)},
        token,
        timeout=(${CONNECT_SECONDS}, ${ANSWER_SECONDS}),  # seconds to connect, and to wait for the answer
        allow_redirects=False,  # a redirect would carry the token elsewhere
        hooks={"response": check},
    )
${indented(body.calls, 4)}
except (RedcapError, AssertionError, ValueError) as error:  # what requests, PyCap and pandas raise
    sys.exit(str(error).replace(token, "${TOKEN_CUT_OUT}"))

${body.end}
`;
}

function checkFunction(input: SnippetInput): string {
  const ofFile = input.answer.kind === 'file';
  const unlessFile = ofFile ? 'not is_file and ' : '';
  const isError = 're.match(redcap_error, body)';
  return `def check(response, *args, **kwargs):
    """PyCap itself looks at no status, and takes a web page for data."""
    status = response.status_code
    body = response.content
    # Before its version 2, urllib3 takes a part of an answer for the whole.
    if response.raw.tell() < int(response.headers.get("Content-Length", 0)):
        raise RedcapError("The server's answer broke off: it is not whole.")
${
  ofFile
    ? `    # REDCap names the file it sends in the content type; an error has no name.
    is_file = "name=" in response.headers.get("Content-Type", "")
`
    : ''
}    web_page = ${webPagePattern}
    redcap_error = ${redcapErrorPattern}
    if ${unlessFile}re.match(web_page, body, re.IGNORECASE):
        raise RedcapError(f"The server sent a web page instead of data (HTTP status {status}). Check the address.")
    if status != 200 or ${ofFile ? `(${unlessFile}${isError})` : isError}:
        message = body.decode("utf-8", "replace")
        raise RedcapError(f"The request failed (HTTP status {status}): {message}")`;
}

function plain(input: SnippetInput, call: Call): Body {
  const written = invocation(call, []);
  const within = (statement: string) =>
    call.file === null
      ? statement
      : `with open(${quote(call.file)}, "rb") as file:\n${indented(statement, 4)}`;
  const none = { modules: [], packages: [] };
  switch (input.answer.kind) {
    case 'file':
      return {
        ...none,
        calls: within(`content, headers = ${written}`),
        end: `file_name = ${quote(input.answer.fileName)}
with open(file_name, "wb") as file:
    file.write(content)
print("Saved", file_name, file=sys.stderr)`,
      };
    case 'nothing':
      return {
        ...none,
        calls: within(written),
        end: 'print("Done (HTTP status 200).", file=sys.stderr)',
      };
    default: {
      const name = call.function.frame === 'ofRecords' ? 'records' : 'answer';
      return {
        packages: [],
        modules: isJson(call) ? ['json'] : [],
        calls: within(`${name} = ${written}`),
        end: shown(name, call),
      };
    }
  }
}

/** Prints the whole answer, of which pandas and Python itself would show a part, or in a form of their own. */
function shown(name: string, call: Call): string {
  if (isJson(call)) return `print(json.dumps(${name}))`;
  if (call.answer !== 'frame') return `print(${name})`;
  const index = call.function.frame === 'ofRecords' ? 'False' : `${name}.index.name is not None`;
  return `if hasattr(sys, "ps1"):  # in a session, such as Jupyter
    print(${name})
else:
    sys.stdout.buffer.write(${name}.to_csv(index=${index}).encode("utf-8"))`;
}

/** Whether the function gives back what it read from JSON. */
function isJson(call: Call): boolean {
  const formats = Object.values(call.function.arguments).some(({ name }) => name === 'format_type');
  return formats && call.answer === 'object';
}

function inBatches(batched: BatchedRequest, names: Call, rows: Call): Body {
  const { recordsPerBatch, pauseSeconds } = batched;
  const field = batched.names.fields.find(({ name }) => name === 'fields[0]');
  const idField = quote(field?.kind === 'text' ? field.value : '');
  // As JSON, in which every value is text.
  const asJson = names.arguments.filter((argument) => !/^(?:format_type|df_kwargs)=/.test(argument));
  return {
    modules: isJson(rows) ? ['json', 'time'] : ['time'],
    packages: rows.answer === 'frame' ? ['import pandas as pd'] : [],
    calls: `# A name stands in each row of its record, so often several times.
rows = ${invocation({ ...names, arguments: asJson }, [])}
names = list(dict.fromkeys(row[${idField}] for row in rows if row[${idField}]))

parts = []
for start in range(0, len(names), ${recordsPerBatch}):
    time.sleep(${pauseSeconds})  # leaves the server time for others
    part = ${indented(invocation(rows, [`records=names[start : start + ${recordsPerBatch}]`]), 4).trimStart()}
    parts.append(part)`,
    end: `if not names:
    print(${quote(NO_RECORDS)}, file=sys.stderr)
    sys.exit()

records = ${joined(rows.answer)}
${shown('records', rows)}`,
  };
}

function joined(answer: Call['answer']): string {
  switch (answer) {
    case 'frame':
      return 'pd.concat(parts, ignore_index=True)';
    case 'object':
      return '[row for part in parts for row in part]';
    default:
      return '"\\n".join(parts)  # each part is whole in itself';
  }
}

function invocation(call: Call, more: readonly string[]): string {
  const all = [...call.arguments, ...more];
  const name = `project.${call.function.name}`;
  const line = `${name}(${all.join(', ')})`;
  if (line.length <= 80 && !line.includes('\n')) return line;
  return `${name}(\n${all.map((argument) => indented(`${argument},`, 4)).join('\n')}\n)`;
}
