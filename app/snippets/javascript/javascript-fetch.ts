import { assertNever } from '#app/assert-never.ts';
import { batchedRequest, type BatchedRequest } from '#app/snippets/batching.ts';
import { headerComment } from '#app/snippets/header.ts';
import { TOKEN_VARIABLE, type SnippetInput, type SnippetTarget } from '#app/snippets/target.ts';
import {
  secretCommand,
  tokenIsMissing,
  tokenSourceOf,
  type TokenSource,
} from '#app/snippets/token-sources.ts';
import { javaScriptBatches, recordNamesFunction } from './javascript-batches.ts';
import { javaScriptPairs, javaScriptParts } from './javascript-fields.ts';
import { javaScriptPost } from './javascript-post.ts';
import { quoteJavaScript as quote } from './javascript-quote.ts';

export const javascriptFetch: SnippetTarget = {
  id: 'javascript-fetch',
  label: 'JavaScript',
  library: 'fetch (Node)',
  extension: 'mjs',
  colouring: 'javascript',
  tokenSources: ['environment', 'macos-keychain', 'secret-tool'],
  batches: 'folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['node', fileName],
    how: 'Run it with Node.js 20 or newer; it needs no package. It is not for a web page, which would show the token to its visitors. Behind a proxy it takes Node.js 24 with the variable NODE_USE_ENV_PROXY=1.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, javascriptFetch);
  const batched = batchedRequest(input);
  const multipart = input.request.encoding === 'multipart';
  const parts = [
    `#!/usr/bin/env node
${headerComment(input, '//', source)}
// Run it with Node.js 20 or newer: node FILE.mjs. A web page with this code would show the token to its visitors.`,
    imports(input, source, batched),
    `const url = ${quote(input.url)};
const token = ${source === 'environment' ? `(process.env.${TOKEN_VARIABLE} ?? "").trim()` : 'tokenFromKeychain()'};${multipart ? '\nconst boundary = `part-${randomUUID()}`;' : ''}`,
    `main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});`,
    `async function main() {
  if (token === "") {
    throw new Error(${quote(tokenIsMissing(source))});
  }

${batched === null ? oneRequest(input) : javaScriptBatches(batched)}
}`,
    javaScriptPost(input),
    multipart ? partFunctions : '',
    batched === null ? '' : recordNamesFunction,
    source === 'macos-keychain' || source === 'secret-tool'
      ? keychainFunction(secretCommand(source, input.url))
      : '',
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function imports(input: SnippetInput, source: TokenSource, batched: BatchedRequest | null): string {
  const multipart = input.request.encoding === 'multipart';
  const files = [
    ...(batched === null ? [] : ['mkdir']),
    ...(multipart ? ['readFile'] : []),
    ...(input.answer.kind === 'file' || batched !== null ? ['writeFile'] : []),
  ];
  return [
    ...(source === 'environment' ? [] : ['import { execFileSync } from "node:child_process";']),
    ...(multipart ? ['import { randomUUID } from "node:crypto";'] : []),
    ...(files.length > 0 ? [`import { ${files.join(', ')} } from "node:fs/promises";`] : []),
    ...(batched === null ? [] : ['import { setTimeout as pause } from "node:timers/promises";']),
  ].join('\n');
}

function oneRequest(input: SnippetInput): string {
  const { encoding, fields } = input.request;
  const [declared, body] =
    encoding === 'multipart'
      ? [
          javaScriptParts(fields),
          'new Blob([...parts, `--${boundary}--\\r\\n`], { type: `multipart/form-data; boundary=${boundary}` })',
        ]
      : [javaScriptPairs('fields', fields), 'new URLSearchParams(fields)'];
  return `${declared}\n\n${answerOf(input, `await post(${body})`)}`;
}

function answerOf(input: SnippetInput, answer: string): string {
  switch (input.answer.kind) {
    case 'text':
      return `  process.stdout.write(${answer});`;
    case 'file':
      return `  const fileName = ${quote(input.answer.fileName)};
  await writeFile(fileName, ${answer});
  console.error(\`Saved \${fileName}\`);`;
    case 'nothing':
      return `  ${answer};\n  console.error("Done (HTTP status 200).");`;
    default:
      return assertNever(input.answer);
  }
}

/** FormData would turn line feeds in values into CR LF: the parts are put together here. */
const partFunctions = `// FormData would change the line ends within values: the parts of the body are put together here.
function textPart(name, value) {
  return \`--\${boundary}\\r\\nContent-Disposition: form-data; name="\${name}"\\r\\n\\r\\n\${value}\\r\\n\`;
}

function filePart(name, fileName, content) {
  const disposition = \`form-data; name="\${name}"; filename="\${fileName}"\`;
  const head = \`--\${boundary}\\r\\nContent-Disposition: \${disposition}\\r\\nContent-Type: application/octet-stream\`;
  return new Blob([head, "\\r\\n\\r\\n", content, "\\r\\n"]);
}`;

function keychainFunction([command = '', ...words]: readonly string[]): string {
  return `function tokenFromKeychain() {
  try {
    return execFileSync(${quote(command)}, [${words.map(quote).join(', ')}], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}`;
}
