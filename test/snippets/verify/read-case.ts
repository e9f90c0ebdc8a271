import { codeFor } from '#app/snippets/code-for.ts';
import type { EncodedField } from '#app/request/encoded-request.ts';
import type { ReceivedField } from '#test/support/form-decoder.ts';
import type { RecordedRequest } from '#test/support/recording-server.ts';
import { everyByte } from './answers.ts';
import { pathOf, type Case } from './cases.ts';
import { fieldDifferences } from './differences.ts';
import { UPLOAD_PATHS } from './method-drafts.ts';
import type { Verdict } from './run-case.ts';
import type { Way } from './ways.ts';

const paths: ReadonlySet<string> = new Set(UPLOAD_PATHS);
const server = 'https://redcap.example.edu';

/** Reads the case's program back and compares its literals with what Execute sends. */
export function readCase(
  { target, readFields }: Extract<Way, { readonly kind: 'read' }>,
  { input }: Case,
  number: number,
  expected: RecordedRequest,
  token: string,
): Verdict {
  const url = `${server}${pathOf(number)}`;
  const code = codeFor(target, { ...input, url });
  if (code.kind === 'refused') return { kind: 'skipped', reason: code.reason };
  if (!code.text.includes(url)) return { kind: 'failed', text: 'The address does not stand in the program.' };
  try {
    const found = fieldDifferences(
      expected.fields,
      readFields(code.text).map((field) => asReceived(field, token)),
    );
    return found.length === 0 ? { kind: 'passed' } : { kind: 'failed', text: found.join('\n') };
  } catch (error) {
    return { kind: 'failed', text: `The program cannot be read back: ${String(error)}` };
  }
}

function asReceived(field: EncodedField, token: string): ReceivedField {
  switch (field.kind) {
    case 'token':
      return { kind: 'text', name: field.name, value: token };
    case 'text':
      return field;
    case 'file':
      return {
        kind: 'file',
        name: field.name,
        // As the server will read it.
        fileName: field.fileName.replaceAll('%22', '"'),
        mediaType: 'application/octet-stream',
        content: paths.has(field.reference) ? everyByte : Buffer.from(field.reference),
      };
  }
}
