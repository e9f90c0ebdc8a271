import { methods } from '#app/catalogue/catalogue.ts';
import { exitStatus, type Command } from './command.ts';
import { print } from './output.ts';

const list = methods.map(({ id, label, group, effect }) => ({ id, label, group, effect }));

export const methodsCommand: Command = {
  name: 'methods',
  usage: 'methods [--json]',
  summary: 'Lists the API methods: id, label, group and effect.',
  options: [{ name: 'json', help: 'As JSON; otherwise one method per line, separated by tabs.' }],
  words: [],
  run: async ({ isOn }) => {
    const lines = list.map(({ id, label, group, effect }) => [id, label, group, effect].join('\t'));
    await print(isOn('json') ? `${JSON.stringify(list, null, 2)}\n` : `${lines.join('\n')}\n`);
    return exitStatus.success;
  },
};
