import { XMLValidator } from 'fast-xml-parser';
import { shorten, type Findings } from '#app/project/payload/finding.ts';
import { reporter } from '#app/project/payload/reporter.ts';
import { buildTable, type PayloadTable, type ReadOptions } from '#app/project/payload/table.ts';
import { placesInOrder, type Place } from '#app/project/payload/text-lines.ts';
import { xmlTree } from './xml-tree.ts';

/** Reads `<records><item><field>value</field></item></records>`; the root may have any name, as exports differ in it. */
export function readXml(text: string, { nested }: ReadOptions, findings: Findings): PayloadTable | null {
  const tell = reporter(findings);
  const unlikely = noXml(text);
  if (unlikely !== null) {
    tell.fail({ line: 1, position: 1 }, {}, 'unreadable', unlikely);
    return null;
  }
  const outcome = xmlTree(text);
  if (!outcome.ok) {
    tell.fail(placesInOrder(text)(outcome.offset), {}, 'unreadable', outcome.message);
    return null;
  }
  const { root } = outcome;
  const items = root.name === 'item' ? [root] : root.children;
  const placeOf = placesInOrder(text);
  const builder = buildTable();
  for (const item of items) {
    const place = placeOf(item.offset);
    if (item.name !== 'item') {
      const message = 'Each row must be in an element named item, as in <records><item>…</item></records>.';
      tell.fail(place, { column: item.name }, 'layout', message);
      continue;
    }
    for (const { name, children } of item.children) {
      if (children.length === 0 || nested.includes(name)) continue;
      const message =
        'The value holds further elements, but each value must be one text: write < as &lt; if it belongs to the text.';
      tell.fail(place, { column: name }, 'layout', message);
    }
    builder.addRow(
      place,
      item.children.map(({ name }) => name),
      item.children.map((child) => child.text),
    );
  }
  return builder.table();
}

/** ODM is read by the server alone: here only whether it is XML, and which. */
export function checkOdm(text: string, findings: Findings): void {
  const invalid = wellFormed(text);
  if (invalid !== null) {
    reporter(findings).fail(invalid.place, {}, 'unreadable', invalid.message);
    return;
  }
  const root =
    /<([A-Za-z_][\w:.-]*)/.exec(
      text.replaceAll(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/g, ''),
    )?.[1] ?? '';
  if (root.replace(/^.*:/, '') !== 'ODM') {
    const place = placesInOrder(text)(Math.max(0, text.indexOf(`<${root}`)));
    reporter(findings).fail(
      place,
      {},
      'layout',
      `The outermost element is ${root === '' ? 'missing' : root}, but a project XML begins with ODM.`,
    );
  }
}

/** ODM has attributes, namespaces and much text, so the library judges it. */
function wellFormed(text: string): { readonly place: Place; readonly message: string } | null {
  const place = { line: 1, position: 1 };
  const unlikely = noXml(text);
  if (unlikely !== null) return { place, message: unlikely };
  try {
    const valid = XMLValidator.validate(text, { allowBooleanAttributes: false });
    if (valid === true) return null;
    const { line, msg } = valid.err;
    const message = `This is not well-formed XML: ${shorten(msg)}`;
    return { place: { line: Number.isInteger(line) ? line : 1, position: 1 }, message };
  } catch {
    return { place, message: 'This XML cannot be read: check that every element is closed.' };
  }
}

function noXml(text: string): string | null {
  const first = text.trimStart().slice(0, 1);
  if (first !== '<') {
    return `This is not XML: it looks like ${first === '[' || first === '{' ? 'JSON' : 'CSV'}, so choose that format.`;
  }
  return /<!(?:DOCTYPE|ENTITY)/i.test(text)
    ? 'The XML has a document type, which REDCap does not need: take the line with <!DOCTYPE out.'
    : null;
}
