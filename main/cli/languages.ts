import { snippetTargets } from '#app/snippets/targets.ts';
import { exitStatus, type Command } from './command.ts';
import { print } from './output.ts';

const list = snippetTargets.map(({ id, label, library, extension, tokenSources }) => ({
  id,
  label,
  library,
  extension,
  tokenSources,
}));

export const languagesCommand: Command = {
  name: 'languages',
  usage: 'languages [--json]',
  summary:
    'Lists the languages code can be written in: id, label, library, file extension, places of the token.',
  options: [{ name: 'json', help: 'As JSON; otherwise one language per line, separated by tabs.' }],
  words: [],
  run: async ({ isOn }) => {
    const lines = list.map(({ id, label, library, extension, tokenSources: places }) =>
      [id, label, library, extension, places.join(',')].join('\t'),
    );
    await print(isOn('json') ? `${JSON.stringify(list, null, 2)}\n` : `${lines.join('\n')}\n`);
    return exitStatus.success;
  },
};
