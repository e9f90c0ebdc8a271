import { snippetTargets } from '#app/snippets/targets.ts';
import { exitStatus, type Command } from './command.ts';
import { print } from './output.ts';

const list = snippetTargets.map(({ id, label, library, extension }) => ({ id, label, library, extension }));

export const languagesCommand: Command = {
  name: 'languages',
  usage: 'languages [--json]',
  summary: 'Lists the languages code can be written in: id, label, library and file extension.',
  options: [{ name: 'json', help: 'As JSON; otherwise one language per line, separated by tabs.' }],
  words: [],
  run: async ({ isOn }) => {
    const lines = list.map(({ id, label, library, extension }) => [id, label, library, extension].join('\t'));
    await print(isOn('json') ? `${JSON.stringify(list, null, 2)}\n` : `${lines.join('\n')}\n`);
    return exitStatus.success;
  },
};
