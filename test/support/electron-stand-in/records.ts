/** One thing the app did to Electron, in order. Functions among the arguments are left out. */
export interface ElectronRecord {
  /** e.g. `app.enableSandbox`. */
  readonly did: string;
  readonly arguments: readonly unknown[];
}

export const records: ElectronRecord[] = [];

export function record(did: string, ...args: readonly unknown[]): void {
  records.push({ did, arguments: JSON.parse(JSON.stringify(args)) as readonly unknown[] });
}
