/** Writes to standard output and waits until it is taken; a reader that has gone away is no error. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}

/** One line on standard error. Text of a server is hostile to a terminal, so control characters become blanks. */
export function tell(line: string): void {
  process.stderr.write(`${line.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim()}\n`);
}

/** Keeps a closed pipe, as of `… | head`, from ending the program with a stack trace. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
