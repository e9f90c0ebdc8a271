import { XMLParser } from 'fast-xml-parser';
import { ApiError } from '../answer.ts';

/** An element read from XML: names come without their prefix. */
export interface XmlElement {
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (name: string) => readonly XmlElement[];
  /** Names of the child elements, each once, in order. */
  readonly names: readonly string[];
  readonly text: string;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// No element's name begins so, which keeps one called `constructor` apart from what every object has.
const ELEMENT = '.';

// The parser's own entity handling stays off: a document brings no entities, and the five of XML are read here.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  // Called twice for an element that closes itself.
  transformTagName: (name) => (name.startsWith(ELEMENT) ? name : `${ELEMENT}${name}`),
});

/**
 * Parses XML; document types and entity declarations are refused. Throws ApiError when it is not well formed.
 * The result is the document, whose only child is the root.
 */
export function readXml(data: string): XmlElement {
  if (/<!DOCTYPE|<!ENTITY/i.test(data)) throw badlyFormatted('XML without a document type');
  let parsed: unknown;
  try {
    parsed = parser.parse(data, true);
  } catch {
    throw badlyFormatted('XML');
  }
  if (!isObject(parsed)) throw badlyFormatted('XML');
  return elementOf(parsed);
}

export function badlyFormatted(format: string): ApiError {
  return new ApiError(
    `The data being imported is not formatted correctly. It could not be read as ${format}.`,
  );
}

function elementOf(node: unknown): XmlElement {
  const object = isObject(node) ? node : {};
  const attributes = Object.entries(object)
    .filter(([name]) => name.startsWith('@'))
    .map(([name, value]) => [name.slice(1), decode(String(value))] as const);
  return {
    attributes: Object.fromEntries(attributes),
    children: (name) => {
      const found = object[`${ELEMENT}${name}`];
      if (found === undefined) return [];
      return (Array.isArray(found) ? found : [found]).map(elementOf);
    },
    names: Object.keys(object)
      .filter((name) => name.startsWith(ELEMENT))
      .map((name) => name.slice(ELEMENT.length)),
    text: decode(typeof node === 'string' ? node : String(object['#text'] ?? '')),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(String(hex), 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    },
  );
}
