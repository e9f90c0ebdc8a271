import type { PayloadSettings } from '#app/project/payload/settings.ts';

/** A CSV of one row per record, as the form begins with. */
export const csvSettings: PayloadSettings = {
  format: 'csv',
  delimiter: ',',
  layout: 'flat',
  single: false,
  columns: [],
  dateOrder: 'YMD',
  overwrites: false,
  newNames: false,
};
