/** `North Clinic-2` → `north_clinic2`, at most 18 characters; a name that is taken gets a letter [S4, S5]. */
export function uniqueGroupName(label: string, isTaken: (name: string) => boolean): string {
  const plain =
    label
      .toLowerCase()
      .replaceAll(/\s+/g, '_')
      .replaceAll(/[^a-z0-9_]/g, '')
      .slice(0, 18)
      .replaceAll(/^_|_$/g, '') || 'group';
  return freeName(plain, isTaken);
}

/** The name itself, or with the first letter after it, from b, that makes it free; after z come numbers. */
export function freeName(plain: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(plain)) return plain;
  for (let letter = 98; ; letter += 1) {
    const lettered = `${plain}${letter <= 122 ? String.fromCodePoint(letter) : letter - 121}`;
    if (!isTaken(lettered)) return lettered;
  }
}
