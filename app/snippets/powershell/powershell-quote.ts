import { isPlain } from '#app/snippets/plain-text.ts';

/**
 * A PowerShell expression for the text, in ASCII: Windows PowerShell 5.1 reads a script without a byte order mark
 * in the code page of the computer, and any PowerShell takes curly quotes for quotes. What is not printable ASCII
 * is escaped within a literal that .NET's `Regex.Unescape` reads back.
 */
export function quotePowerShell(text: string): string {
  if (isPlain(text)) return `'${text}'`;
  const whole = text.toWellFormed();
  if (/^[ -~]*$/.test(whole)) return literal(whole);
  return `[regex]::Unescape(${literal(whole.replaceAll(/\\|[^ -~]/g, escape))})`;
}

/** Only a quote means something within single quotes; written twice it stands for itself. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One UTF-16 unit. */
function escape(unit: string): string {
  if (unit === '\\') return '\\\\';
  if (unit === '\n') return '\\n';
  if (unit === '\r') return '\\r';
  if (unit === '\t') return '\\t';
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
