import { InvalidRequest, exitStatus, type Command } from './cli/command.ts';
import { commandHelp, generalHelp } from './cli/help.ts';
import { print, tell, tolerateClosedPipes } from './cli/output.ts';
import { parseInvocation } from './cli/parse-invocation.ts';

/** Loaded one by one, so that a list of methods does not wait for the network's and the practice server's code. */
const commands = new Map<string, () => Promise<Command>>([
  ['methods', async () => (await import('./cli/methods.ts')).methodsCommand],
  ['languages', async () => (await import('./cli/languages.ts')).languagesCommand],
  ['request', async () => (await import('./cli/request.ts')).requestCommand],
  ['snippet', async () => (await import('./cli/snippet.ts')).snippetCommand],
  ['run', async () => (await import('./cli/run.ts')).runCommand],
  ['practice', async () => (await import('./cli/practice.ts')).practiceCommand],
]);

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    await print(generalHelp(await Promise.all([...commands.values()].map((load) => load()))));
    return exitStatus.success;
  }
  const load = commands.get(name ?? '');
  if (load === undefined) {
    const known = [...commands.keys()].join(', ');
    throw new InvalidRequest(
      name === undefined
        ? `Name a command: ${known}.`
        : `There is no command “${name}”: choose one of ${known}.`,
    );
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    await print(commandHelp(command));
    return exitStatus.success;
  }
  return command.run(parseInvocation(command, rest, process.env));
}

tolerateClosedPipes();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof InvalidRequest) {
    for (const problem of error.problems) tell(problem);
    process.exitCode = exitStatus.invalid;
  } else {
    // What went wrong inside may quote a value or a token, so only its kind is told.
    tell(`Something went wrong inside the program (${error instanceof Error ? error.name : 'unknown'}).`);
    process.exitCode = exitStatus.failed;
  }
}
