import { methods } from '#app/catalogue/catalogue.ts';
import type { Method } from '#app/catalogue/method.ts';
import { prepare } from '#app/request/prepare.ts';
import { codeFor } from '#app/snippets/code-for.ts';
import { snippetInput } from '#app/snippets/snippet-input.ts';
import { TOKEN_VARIABLE, type SnippetTarget } from '#app/snippets/target.ts';
import { sampleDraft } from './sample-draft.ts';
import type { TextFile } from './text-file.ts';

/**
 * A program for every method, in one folder per target, with a list of what is there. The values are made up;
 * a method that a target cannot express is named in the list with its reason.
 */
export function sampleCode(targets: readonly SnippetTarget[], url: string): readonly TextFile[] {
  const folders = targets.map((target) => sampleFolder(target, url));
  return [
    { path: 'README.md', text: readme(folders, url) },
    { path: '.gitignore', text: '# Tokens\n.env\n.Renviron\n' },
    ...folders.flatMap(({ files }) => files),
  ];
}

interface SampleFolder {
  readonly target: SnippetTarget;
  readonly files: readonly TextFile[];
  readonly refused: readonly { readonly method: Method; readonly reason: string }[];
}

function sampleFolder(target: SnippetTarget, url: string): SampleFolder {
  const files: TextFile[] = [];
  const refused: { method: Method; reason: string }[] = [];
  for (const method of methods) {
    const { request } = prepare(method, sampleDraft(method), {});
    const code = codeFor(target, snippetInput(method, request, url));
    if (code.kind === 'code') {
      files.push({ path: `${target.id}/${method.id}.${target.extension}`, text: code.text });
    } else {
      refused.push({ method, reason: code.reason });
    }
  }
  const { dependencies } = target.running;
  if (dependencies !== null) {
    files.push({ path: `${target.id}/${dependencies.fileName}`, text: dependencies.text });
  }
  return { target, files, refused };
}

function readme(folders: readonly SampleFolder[], url: string): string {
  return `# Sample code for the REDCap API

One program for each method, with made-up values, for ${url.replaceAll(/[`\s]/g, '')}. No file holds a token: the programs read it
from the environment variable ${TOKEN_VARIABLE}, unless their first lines say otherwise.

Read a program before you run it, and change its values: some of them change or delete data.

## Methods

Each file is named after its method, with the ending of its language.

| Method | File | Group | This method … |
| --- | --- | --- | --- |
${methods.map(methodRow).join('\n')}

${folders.map(section).join('\n\n')}
`;
}

function methodRow({ id, name, group, danger }: Method): string {
  return `| ${name} | \`${id}\` | ${group} | ${danger.reason} |`;
}

function section({ target, refused }: SampleFolder): string {
  const { install, how } = target.running;
  return [
    `## ${target.label}: ${target.library}`,
    '',
    `Folder \`${target.id}\`. ${how}${install === null ? '' : ` Install its library first: \`${install}\`.`}`,
    ...(refused.length === 0
      ? []
      : ['', 'Not in this folder:', ...refused.map(({ method, reason }) => `- ${method.name}: ${reason}`)]),
  ].join('\n');
}
