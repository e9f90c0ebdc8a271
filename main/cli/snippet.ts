import { codeFor } from '#app/snippets/code-for.ts';
import { defaultSnippetOptions } from '#app/snippets/snippet-options.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { findTarget, snippetTargets } from '#app/snippets/targets.ts';
import { addressFrom } from './address-option.ts';
import { exitStatus, InvalidRequest, type Command } from './command.ts';
import { loadRequest, valuesNote, valuesOption } from './load-request.ts';
import { print } from './output.ts';

export const snippetCommand: Command = {
  name: 'snippet',
  usage: 'snippet METHOD --language ID --values FILE --url URL [--token PLACE]',
  summary: 'Writes the program that makes the request in a language.',
  options: [
    { name: 'language', value: 'ID', required: true, help: 'One of the ids the command languages lists.' },
    valuesOption,
    { name: 'url', value: 'URL', required: true, help: 'The API address.' },
    {
      name: 'token',
      value: 'PLACE',
      help: 'Where the program reads the token; the command languages lists the places. Default: its first.',
    },
  ],
  notes: [valuesNote],
  words: ['METHOD'],
  run: async (invocation) => {
    const id = invocation.option('language') ?? '';
    const target = findTarget(id);
    if (target === undefined) {
      const known = snippetTargets.map((each) => each.id).join(', ');
      throw new InvalidRequest(`There is no language “${id}”: choose one of ${known}.`);
    }
    const url = addressFrom(invocation.option('url') ?? '');
    const { method, request } = await loadRequest(invocation);
    const place = invocation.option('token');
    const tokenSource = target.tokenSources.find((known) => known === place) ?? null;
    if (place !== undefined && tokenSource === null) {
      const known = target.tokenSources.join(', ');
      throw new InvalidRequest(`${target.id} cannot read a token from “${place}”: choose one of ${known}.`);
    }
    const written = codeFor(
      target,
      snippetInput(method, request, url, { ...defaultSnippetOptions, tokenSource }),
    );
    if (written.kind === 'refused') throw new InvalidRequest(written.reason);
    await print(written.text);
    return exitStatus.success;
  },
};
