import { assertNever } from '#app/assert-never.ts';
import { findMethod } from '#app/catalogue/catalogue.ts';
import type { Reply } from '#test/support/recording-server.ts';
import type { Case } from './cases.ts';

/** A file that holds every byte, in every pair with its neighbour's. */
export const everyByte = Buffer.from(
  Array.from({ length: 65_536 }, (_, index) => (index * 7 + (index >> 8)) % 256),
);

/** What a server could answer to the case when all is well: the method's own example in the format asked for. */
export function successFor({ methodId, input }: Case): Reply {
  const method = methodId === null ? undefined : findMethod(methodId);
  if (method === undefined) return { body: 'ok' };
  const { returns, help } = method;
  const asked = (name: string): string | undefined => {
    const field = input.request.fields.find((candidate) => candidate.name === name);
    return field?.kind === 'text' ? field.value : undefined;
  };
  const format = asked('format') ?? asked('returnFormat') ?? 'csv';
  const example = help.examples?.find((candidate) => candidate.format === format)?.body;
  switch (returns.kind) {
    case 'file':
      return {
        body: everyByte,
        headers: { 'content-type': 'application/octet-stream; name="scan.bin";charset=UTF-8' },
      };
    case 'nothing':
      return { body: '' };
    case 'odm':
      return { body: '<?xml version="1.0" encoding="UTF-8" ?>\n<ODM></ODM>' };
    case 'rows':
    case 'object':
      return { body: example ?? rows[format] ?? '' };
    case 'count':
    case 'importResult':
    case 'text':
    case 'token':
      return { body: example ?? '1' };
    default:
      return assertNever(returns);
  }
}

const rows: Readonly<Record<string, string>> = {
  csv: 'record_id,age\n1,34\n',
  json: '[{"record_id":"1","age":"34"}]',
  xml: '<?xml version="1.0" encoding="UTF-8" ?><records><item><record_id>1</record_id></item></records>',
};
