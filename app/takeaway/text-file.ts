/** A file to hand out: its path within the folder, with `/`, and its text. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}
