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
import { goBatches, recordNamesFunction } from './go-batches.ts';
import { goFields, goParts } from './go-fields.ts';
import { goPost } from './go-post.ts';
import { quoteGo as quote } from './go-quote.ts';

export const goNetHttp: SnippetTarget = {
  id: 'go-net-http',
  label: 'Go',
  library: 'net/http',
  extension: 'go',
  colouring: 'go',
  tokenSources: ['environment', 'macos-keychain', 'secret-tool'],
  batches: 'folder',
  factors: false,
  running: {
    install: null,
    command: (fileName) => ['go', 'run', fileName],
    how: 'Run it with Go 1.19 or newer; it needs no module.',
    dependencies: null,
  },
  write,
};

function write(input: SnippetInput): string {
  const source = tokenSourceOf(input, goNetHttp);
  const batched = batchedRequest(input);
  const multipart = input.request.encoding === 'multipart';
  const parts = [
    `${headerComment(input, '//', source)}\n// Run it with Go 1.19 or newer: go run FILE.go`,
    'package main',
    imports(input, source, batched),
    multipart ? '' : formDeclarations,
    `func main() {
	log.SetFlags(0)
	token := ${tokenValue(input, source)}
	if token == "" {
		log.Fatal(${quote(tokenIsMissing(source))})
	}

${batched === null ? oneRequest(input) : goBatches(batched)}
}`,
    multipart ? writeFileFunction : encodeFunction,
    goPost(input),
    batched === null ? '' : recordNamesFunction,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function tokenValue(input: SnippetInput, source: TokenSource): string {
  if (source !== 'macos-keychain' && source !== 'secret-tool') {
    return `strings.TrimSpace(os.Getenv("${TOKEN_VARIABLE}"))`;
  }
  const words = secretCommand(source, input.url).map(quote).join(', ');
  return `""
	if entry, err := exec.Command(${words}).Output(); err == nil {
		token = strings.TrimSpace(string(entry))
	}`;
}

function imports(input: SnippetInput, source: TokenSource, batched: BatchedRequest | null): string {
  const multipart = input.request.encoding === 'multipart';
  const names = ['io', 'log', 'net/http', 'regexp', 'strings', 'time'];
  if (multipart) names.push('mime/multipart', 'net/textproto');
  else names.push('net/url');
  if (batched !== null) names.push('bytes', 'encoding/csv', 'fmt');
  if (source !== 'environment') names.push('os/exec');
  if (source === 'environment' || multipart || batched !== null || input.answer.kind !== 'nothing') {
    names.push('os');
  }
  const lines = names.sort().map((name) => `\t"${name}"`);
  return `import (\n${lines.join('\n')}\n)`;
}

function oneRequest(input: SnippetInput): string {
  const { encoding, fields } = input.request;
  if (encoding === 'urlencoded') {
    return `${goFields('fields', fields)}\n\n${answerOf(input, 'post(formType, encode(fields), token)')}`;
  }
  return `	var body strings.Builder
	form := multipart.NewWriter(&body)
${goParts(fields)}
	form.Close()

${answerOf(input, 'post(form.FormDataContentType(), body.String(), token)')}`;
}

function answerOf(input: SnippetInput, answer: string): string {
  switch (input.answer.kind) {
    case 'text':
      return `	os.Stdout.Write(${answer})`;
    case 'file':
      return `	answer := ${answer}
	fileName := ${quote(input.answer.fileName)}
	if err := os.WriteFile(fileName, answer, 0o600); err != nil {
		log.Fatal(err)
	}
	log.Print("Saved ", fileName)`;
    case 'nothing':
      return `	${answer}\n	log.Print("Done (HTTP status 200).")`;
    default:
      return assertNever(input.answer);
  }
}

const formDeclarations = `const formType = "application/x-www-form-urlencoded"

type field struct{ name, value string }`;

const encodeFunction = `// encode keeps the order of the fields, which url.Values would sort.
func encode(fields []field) string {
	pairs := make([]string, len(fields))
	for i, f := range fields {
		pairs[i] = url.QueryEscape(f.name) + "=" + url.QueryEscape(f.value)
	}
	return strings.Join(pairs, "&")
}`;

const writeFileFunction = `func writeFile(form *multipart.Writer, name, fileName, path string) {
	content, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	part, err := form.CreatePart(textproto.MIMEHeader{
		"Content-Disposition": {\`form-data; name="\` + name + \`"; filename="\` + fileName + \`"\`},
		"Content-Type":        {"application/octet-stream"},
	})
	if err != nil {
		log.Fatal(err)
	}
	part.Write(content)
}`;
