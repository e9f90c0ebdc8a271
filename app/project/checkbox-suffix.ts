/** The end of the name of a checkbox column, `field___suffix`: lower case, a minus written as an underscore [S1]. */
export function checkboxSuffix(code: string): string {
  return code.toLowerCase().replaceAll(/[^a-z0-9]/g, '_');
}
