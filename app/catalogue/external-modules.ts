import type { Method } from './method.ts';
import { format, returnFormat } from './parameters.ts';

export const externalModuleMethods = [
  {
    id: 'external_module_api',
    label: 'External Module API call',
    name: 'Call an External Module',
    group: 'External Modules',
    content: 'externalModule',
    effect: 'module-defined',
    danger: { level: 2, reason: 'does what the external module decides' },
    tokens: ['project'],
    rights: ['External Modules API (api_modules)'],
    rightsNote: 'The module itself may ask for more rights.',
    // It has no fixed action: the module declares its own [S8].
    parameters: [
      {
        kind: 'text',
        name: 'prefix',
        label: 'Module',
        help: "The prefix of the module's folder on the server.",
        more: 'Your administrator or the documentation of the module tells it. It is the name of the folder without the version.',
        section: 'what',
        requirement: 'required',
        always: true,
      },
      {
        kind: 'text',
        name: 'action',
        label: 'Action',
        help: 'The name of an action that the module declares.',
        more: 'Every module answers __actions with its actions, __info with what it is and __version with its version. What an action changes is for the module to say.',
        section: 'what',
        requirement: 'required',
        always: true,
      },
      // The server's own default here is JSON, unlike elsewhere [S8].
      {
        ...format,
        requirement: 'optional',
        more: 'Whether a module can write all three is up to it.',
        default: 'json',
      },
      { ...returnFormat, more: 'Left out, errors of a module come in JSON.', default: 'json' },
      {
        kind: 'choice',
        name: 'csvDelim',
        label: 'CSV delimiter',
        help: 'The character between two values of a row.',
        more: 'It counts only with CSV. Here REDCap spells every delimiter as a word.',
        section: 'format',
        requirement: 'optional',
        shownWhen: [{ parameter: 'format', is: 'csv' }],
        values: [
          { value: 'comma', label: ', (comma) – default' },
          { value: 'semicolon', label: '; (semicolon)' },
          { value: 'tab', label: 'Tab' },
          { value: 'pipe', label: '| (pipe)' },
          { value: 'caret', label: '^ (caret)' },
          { value: 'space', label: 'Space' },
        ],
        default: 'comma',
      },
      {
        kind: 'pairs',
        name: 'parameters',
        label: 'Module parameters',
        help: 'Names and values that the action asks for.',
        more: 'The documentation of the module lists them. Files, which some modules take, cannot be sent from here.',
        section: 'what',
        requirement: 'optional',
      },
    ],
    returns: { kind: 'text', what: 'what the module answers' },
    help: {
      summary:
        'Calls an action that an external module on the server offers. What it reads or changes is for the module to say.',
      gotchas: [
        { text: 'Every module answers the actions __version, __actions and __info.', source: 'S8' },
        {
          text: 'This method is not on the help page of the API; sources put its beginning at REDCap 14.7 or 15.5.',
          source: 'S8',
        },
      ],
      words: ['external module', 'plugin', 'extension', 'em api', 'custom module'],
    },
    since: '14.7.1',
  },
] as const satisfies readonly Method[];
