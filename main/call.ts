import { callNames, contract, type CallName, type Handlers } from '#app/host/contract.ts';
import type { Reply } from '#app/host/failure.ts';
import { failure } from './failure.ts';

/** Every call of the page comes through here: parses its arguments by the contract, then acts. Never throws. */
export async function answerCall(handlers: Handlers, name: string, args: unknown): Promise<Reply<unknown>> {
  if (!isCallName(name)) {
    return failure(
      'invalidArguments',
      'The page asked for something this app does not do.',
      'Reload the window.',
    );
  }
  try {
    return await parseAndAct(handlers, name, args);
  } catch {
    // What went wrong may quote a token or a file of the user, so nothing of it is told.
    return failure(
      'internal',
      'Something went wrong inside the app.',
      'Try again. If it keeps happening, restart the app and report what you did.',
    );
  }
}

function parseAndAct<Name extends CallName>(
  handlers: Handlers,
  name: Name,
  args: unknown,
): Promise<Reply<unknown>> | Reply<unknown> {
  const parsed = contract[name].arguments.safeParse(args);
  if (!parsed.success) {
    return failure(
      'invalidArguments',
      'The page sent something the app cannot read.',
      'Reload the window and try again.',
      // Paths of the wrong parts only: their values may be secret.
      parsed.error.issues.map((issue) => issue.path.join('.')).join(', '),
    );
  }
  // The table's parser of this very call has produced these arguments, which the compiler cannot follow.
  const handler = handlers[name] as (taken: unknown) => Promise<Reply<unknown>>;
  return handler(parsed.data);
}

const isCallName = (name: string): name is CallName => callNames.some((each) => each === name);
