/**
 * Reads a PowerShell program by the language's rules of comments, quotes and brackets, and throws at a literal
 * that does not end in its line and at a bracket that does not match. Knows what the programs use: no
 * here-strings, no block comments. Gives the code without comments and without what stands in literals.
 */
export function codeOfPowerShell(program: string): string {
  let place = 0;
  let code = '';
  const fail = (what: string): never => {
    throw new Error(`${what} at ${JSON.stringify(program.slice(Math.max(0, place - 30), place + 30))}`);
  };

  const singleQuoted = () => {
    for (place += 1; ; place += 1) {
      const here = program.charAt(place);
      if (here === '' || here === '\n') fail('A literal does not end');
      if (here !== "'") continue;
      if (program.charAt(place + 1) !== "'") break;
      place += 1;
    }
    code += "''";
  };

  const doubleQuoted = () => {
    for (place += 1; program.charAt(place) !== '"'; place += 1) {
      const here = program.charAt(place);
      if (here === '' || here === '\n') fail('A literal does not end');
      if (here === '`') place += 1;
      if (here === '$' && program.charAt(place + 1) === '(') {
        place += 1;
        bracket();
      }
    }
    code += '""';
  };

  const bracket = () => {
    const opening = program.charAt(place);
    const closing = opening === '(' ? ')' : opening === '[' ? ']' : '}';
    code += opening;
    place += 1;
    statements(closing);
    code += closing;
  };

  /** Ends at the closing bracket, or at the end of the program when there is none to wait for. */
  const statements = (closing: string) => {
    for (; program.charAt(place) !== closing; place += 1) {
      const here = program.charAt(place);
      if (here === '') fail(`No ${closing}`);
      else if (here === "'") singleQuoted();
      else if (here === '"') doubleQuoted();
      else if ('([{'.includes(here)) bracket();
      else if (')]}'.includes(here)) fail('A bracket without its pair');
      else if (here === '#') {
        while (!/^\n?$/.test(program.charAt(place + 1))) place += 1;
      } else code += here;
    }
  };

  statements('');
  return code;
}
