import { cleanToken, maskedToken } from '#app/connection/token.ts';
import { bodyView } from '#app/request/body-view.ts';
import { rawParameters } from '#app/request/raw-view.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { TOKEN_VARIABLE } from '#app/snippets/target.ts';
import { findTarget } from '#app/snippets/targets.ts';
import { addressFrom, PLACEHOLDER_ADDRESS } from './address-option.ts';
import { exitStatus, InvalidRequest, type Command } from './command.ts';
import { loadRequest, valuesNote, valuesOption, type LoadedRequest } from './load-request.ts';
import { print } from './output.ts';

export const requestCommand: Command = {
  name: 'request',
  usage: 'request METHOD --values FILE [--as raw|body|curl] [--url URL]',
  summary: 'Shows the request a method and its values make, without sending it.',
  options: [
    valuesOption,
    {
      name: 'as',
      value: 'FORM',
      help: 'raw: name and value per line (default); body: as sent; curl: a command.',
    },
    { name: 'url', value: 'URL', help: `The API address for curl; ${PLACEHOLDER_ADDRESS} if left out.` },
  ],
  notes: [
    valuesNote,
    `The token itself is never shown: at most its last four characters, from ${TOKEN_VARIABLE}.`,
  ],
  words: ['METHOD'],
  run: async (invocation) => {
    const form = invocation.option('as') ?? 'raw';
    const url = addressFrom(invocation.option('url') ?? PLACEHOLDER_ADDRESS);
    const loaded = await loadRequest(invocation);
    const text = viewOf(form, loaded, url, shownToken(invocation.environment[TOKEN_VARIABLE]));
    await print(text.endsWith('\n') ? text : `${text}\n`);
    return exitStatus.success;
  },
};

function viewOf(form: string, { method, request }: LoadedRequest, url: string, token: string): string {
  switch (form) {
    case 'raw':
      return rawParameters(request, token);
    case 'body':
      return bodyView(request, token);
    case 'curl':
      return findTarget('curl')?.write(snippetInput(method, request, url)) ?? '';
    default:
      throw new InvalidRequest(`--as ${form} is not known: choose raw, body or curl.`);
  }
}

function shownToken(text: string | undefined): string {
  const cleaned = cleanToken(text ?? '');
  return cleaned.ok ? maskedToken(cleaned.token) : '••••';
}
