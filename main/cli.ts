import { InvalidRequest, exitStatus } from './cli/command.ts';
import { commandHelp, generalHelp } from './cli/help.ts';
import { languagesCommand } from './cli/languages.ts';
import { methodsCommand } from './cli/methods.ts';
import { print, tell, tolerateClosedPipes } from './cli/output.ts';
import { parseInvocation } from './cli/parse-invocation.ts';
import { practiceCommand } from './cli/practice.ts';
import { requestCommand } from './cli/request.ts';
import { runCommand } from './cli/run.ts';
import { snippetCommand } from './cli/snippet.ts';

const commands = [
  methodsCommand,
  languagesCommand,
  requestCommand,
  snippetCommand,
  runCommand,
  practiceCommand,
] as const;

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--help' || name === '-h' || name === 'help') {
    await print(generalHelp(commands));
    return exitStatus.success;
  }
  const command = commands.find((each) => each.name === name);
  if (command === undefined) {
    const known = commands.map((each) => each.name).join(', ');
    throw new InvalidRequest(
      name === undefined
        ? `Name a command: ${known}.`
        : `There is no command “${name}”: choose one of ${known}.`,
    );
  }
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
