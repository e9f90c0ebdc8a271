/**
 * What an R program needs, in R's own file for it, which RStudio, renv, pak and remotes read.
 *
 * @param imports such as `httr2 (>= 0.2.2)`
 * @param suggests what only one way of running it needs
 */
export function rDependencies(
  imports: readonly string[],
  suggests: readonly string[] = [],
): { readonly fileName: string; readonly text: string } {
  const lists = [
    ['Depends', ['R (>= 4.1)']] as const,
    ['Imports', imports] as const,
    ['Suggests', suggests] as const,
  ];
  const lines = lists
    .filter(([, names]) => names.length > 0)
    .map(([name, names]) => `${name}: ${names.join(', ')}\n`);
  return {
    fileName: 'DESCRIPTION',
    text: `Package: redcapprogram\nVersion: 1.0\nType: project\n${lines.join('')}`,
  };
}
