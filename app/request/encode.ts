import { assertNever } from '#app/assert-never.ts';
import type { Method, Parameter } from '#app/catalogue/method.ts';
import type { Draft, ProjectTraits } from './draft.ts';
import { isFile, isPairs, isTextList } from './draft-value.ts';
import type { EncodedField, EncodedRequest } from './encoded-request.ts';
import { effectiveValue, isVisible } from './visible.ts';

/**
 * Builds the fields of a request in wire order: token, content, action, then the parameters. Values of the wrong
 * shape are left out (they are a problem); everything else is encoded as it was typed, right or wrong.
 */
export function encode(method: Method, draft: Draft, traits: ProjectTraits): EncodedRequest {
  const fields: EncodedField[] = [
    { kind: 'token', name: 'token' },
    { kind: 'text', name: 'content', value: method.content },
  ];
  if (method.action !== undefined) fields.push({ kind: 'text', name: 'action', value: method.action });
  for (const parameter of method.parameters) {
    if (isVisible(method, parameter, draft, traits))
      fields.push(...encodeParameter(method, parameter, draft));
    else if (parameter.always) fields.push(...encodeParameter(method, parameter, {}));
  }
  const multipart = method.parameters.some((parameter) => parameter.kind === 'file');
  return { methodId: method.id, encoding: multipart ? 'multipart' : 'urlencoded', fields };
}

function encodeParameter(method: Method, parameter: Parameter, draft: Draft): readonly EncodedField[] {
  const value = effectiveValue(method, parameter, draft);
  const { name } = parameter;
  switch (parameter.kind) {
    case 'choice': {
      const chosen = typeof value === 'string' ? value : '';
      // A default is the server's own habit: unless the original always sends it, only a choice made is sent.
      const made = Object.hasOwn(draft, name) && draft[name] !== '';
      if (!parameter.always && (!made || chosen === parameter.emptyFor)) return [];
      return textUnlessEmpty(parameter, chosen === parameter.emptyFor ? '' : chosen);
    }
    case 'switch': {
      const position = typeof value === 'string' ? value : '';
      const usual = parameter.default === 'on' ? parameter.on : parameter.off;
      return parameter.always || position !== usual ? textUnlessEmpty(parameter, position) : [];
    }
    case 'presence':
      return typeof value === 'string' && value !== '' ? [{ kind: 'text', name, value }] : [];
    case 'list':
      return isTextList(value)
        ? value.map((item, index) => ({ kind: 'text', name: `${name}[${String(index)}]`, value: item }))
        : [];
    case 'text':
    case 'integer':
    case 'time':
    case 'logic':
    case 'payload':
      return textUnlessEmpty(parameter, typeof value === 'string' ? value : '');
    case 'file':
      return isFile(value)
        ? [{ kind: 'file', name, fileName: value.fileName, reference: value.reference }]
        : [];
    case 'pairs':
      return isPairs(value)
        ? value
            // A row that was just added and holds nothing yet.
            .filter((pair) => pair.name !== '' || pair.value !== '')
            .map((pair) => ({ kind: 'text', name: pair.name, value: pair.value }))
        : [];
    default:
      return assertNever(parameter);
  }
}

function textUnlessEmpty(parameter: Parameter, value: string): readonly EncodedField[] {
  return value === '' && !parameter.always ? [] : [{ kind: 'text', name: parameter.name, value }];
}
