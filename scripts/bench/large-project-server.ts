import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';

export const FIELDS = 40_000;
const FORMS = 400;

export const fieldName = (index: number): string => `field_${String(index).padStart(5, '0')}`;

/** A REDCap that knows nothing but one large dictionary. */
export function largeProject(): Promise<Server> {
  const metadata = JSON.stringify([
    { field_name: 'record_id', form_name: 'form_0', field_type: 'text', field_label: 'Record ID' },
    ...Array.from({ length: FIELDS }, (_, index) => ({
      field_name: fieldName(index),
      form_name: `form_${Math.floor(index / (FIELDS / FORMS))}`,
      field_type: 'text',
      field_label: `Measurement number ${index}`,
      text_validation_type_or_show_slider_number: 'number',
    })),
  ]);
  const answers: Readonly<Record<string, string>> = {
    version: '15.5.0',
    metadata,
    project: JSON.stringify({
      project_title: 'Large',
      in_production: 0,
      is_longitudinal: 0,
      has_repeating_instruments_or_events: 0,
    }),
    instrument: JSON.stringify(
      Array.from({ length: FORMS }, (_, index) => ({
        instrument_name: `form_${index}`,
        instrument_label: `Form ${index}`,
      })),
    ),
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(answers[new URLSearchParams(body).get('content') ?? ''] ?? '[]');
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
