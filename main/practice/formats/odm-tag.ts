import { escapeXmlAttribute } from '../answer.ts';

export type Attributes = readonly (readonly [name: string, value: string | number])[];

/** `<name a="b"` … with everything escaped; the caller closes it. */
export function openTag(name: string, attributes: Attributes): string {
  const written = attributes.map(([key, value]) => ` ${key}="${escapeXmlAttribute(String(value))}"`);
  return `<${name}${written.join('')}`;
}
