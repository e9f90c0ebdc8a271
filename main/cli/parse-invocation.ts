import { parseArgs } from 'node:util';
import { InvalidRequest, type Command, type Invocation } from './command.ts';

/** Reads the arguments after a command's name; throws InvalidRequest with a sentence for each mistake. */
export function parseInvocation(
  command: Command,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Invocation {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      command.options.map(
        ({ name, value }) => [name, { type: value === undefined ? 'boolean' : 'string' }] as const,
      ),
    ),
  });
  const problems: string[] = [];
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = command.options.find((each) => each.name === token.name);
    if (known === undefined) problems.push(`${command.name} has no option ${token.rawName}.`);
    else if (known.value !== undefined && token.value === undefined) {
      problems.push(`${token.rawName} needs a value: ${token.rawName} ${known.value}.`);
    } else if (known.value === undefined && token.value !== undefined) {
      problems.push(`${token.rawName} takes no value.`);
    }
  }
  for (const { name, value, required } of command.options) {
    if (required === true && values[name] === undefined)
      problems.push(`--${name} ${value ?? ''} is missing.`);
  }
  for (const missing of command.words.slice(positionals.length)) problems.push(`${missing} is missing.`);
  for (const extra of positionals.slice(command.words.length)) {
    problems.push(`${command.name} does not know what to do with “${extra}”.`);
  }
  if (problems.length > 0) {
    throw new InvalidRequest(...problems, `Usage: ${command.usage}`);
  }
  return {
    words: positionals,
    option: (name) => {
      const value = values[name];
      return typeof value === 'string' ? value : undefined;
    },
    isOn: (name) => values[name] === true,
    environment,
  };
}
