import type { Method } from './method.ts';
import { format } from './parameters.ts';

export const redcapMethods = [
  {
    id: 'export_version',
    label: 'Export REDCap Version',
    name: 'Export REDCap Version',
    group: 'REDCap',
    content: 'version',
    effect: 'read',
    danger: { level: 0, reason: 'tells the version of the server' },
    tokens: ['project', 'super'],
    rights: ['API Export'],
    rightsNote: 'With a token that may only import, some servers answer with a web page instead.',
    parameters: [
      {
        ...format,
        requirement: 'optional',
        help: 'The version comes as plain text, whatever you choose.',
        more: "REDCap's help page lists it, yet the answer is the same for every format.",
      },
    ],
    returns: { kind: 'text', what: 'the version number' },
    help: {
      summary: 'Returns the version number of the REDCap server.',
      gotchas: [
        { text: 'It is a good test of address and token.', source: 'S3' },
        {
          text: 'With a token that may only import, a server answered with a web page and status 200.',
          source: 'S13',
        },
      ],
      examples: [{ format: 'text', body: '16.1.3', origin: 'derived' }],
      words: [
        'which version',
        'redcap version',
        'test the connection',
        'check my token',
        'does it work',
        'ping',
        'is the server up',
      ],
    },
    since: '6.0.0',
  },
] as const satisfies readonly Method[];
