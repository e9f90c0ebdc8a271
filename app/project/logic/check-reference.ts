import type { OutlineChoice, OutlineField } from '#app/project/outline.ts';
import { choicesInWords } from './choice-words.ts';
import type { OutlineIndex } from './outline-index.ts';
import { meaningProblem, quoted, type LogicProblem } from './problem.ts';
import { isEventVariable, judgeSmartVariable, looksSmart, smartVariableNames } from './smart-variables.ts';
import type { ReferenceNode, ReferencePart } from './tree.ts';

/** Columns of an export that are no fields, with the smart variable that holds the same. */
const COLUMNS: ReadonlyMap<string, string> = new Map([
  ['redcap_event_name', 'event-name'],
  ['redcap_data_access_group', 'record-dag-name'],
  ['redcap_repeat_instance', 'current-instance'],
]);

/** What a reference gets wrong about the project's events, fields and codes. */
export function checkReference(reference: ReferenceNode, index: OutlineIndex): readonly LogicProblem[] {
  const { event, target, instance } = reference;
  const problems: LogicProblem[] = [];
  const eventProblem = event === null ? null : checkEvent(event, index);
  if (eventProblem !== null) problems.push(eventProblem);
  if (target === null) return problems;
  if (looksSmart(target.name)) return [...problems, ...checkSmartVariable(target)];
  const { fields } = index;
  if (fields === null) return problems;
  const field = fields.get(target.name);
  if (field === undefined) return [...problems, unknownField(target, index)];
  if (field.type === 'descriptive') {
    problems.push(
      meaningProblem(
        'warning',
        nameOf(target),
        `${quoted(field.name)} is a descriptive text and holds no value: it is always blank.`,
      ),
    );
  }
  problems.push(...checkCode(target, field, index.missingCodes));
  if (event !== null && eventProblem === null) problems.push(...checkMapping(event, target, field, index));
  if (instance !== null) problems.push(...checkInstance(instance, event, field, index));
  return problems;
}

function checkEvent(
  part: ReferencePart,
  { events, longitudinal, nearestEvent, fields }: OutlineIndex,
): LogicProblem | null {
  if (longitudinal === false) {
    return meaningProblem('error', part, 'This project has no events: leave this bracket out.', '');
  }
  if (isEventVariable(part.name) || events === null || events.has(part.name)) return null;
  if (looksSmart(part.name)) return checkSmartVariable(part)[0] ?? null;
  if (fields?.has(part.name) === true) {
    return meaningProblem(
      'error',
      part,
      `${quoted(part.name)} is a field. An event may stand before a field, and a repeat instance after it, but no other field.`,
    );
  }
  const near = nearestEvent(part.name);
  const meant = near === undefined ? ' Events are named as in [visit_1_arm_1].' : ` Did you mean [${near}]?`;
  return meaningProblem(
    'error',
    part,
    `The project has no event ${quoted(part.name)}.${meant}`,
    near === undefined ? undefined : `[${near}]`,
  );
}

function checkSmartVariable(part: ReferencePart): readonly LogicProblem[] {
  const { known, near } = judgeSmartVariable(part.name);
  if (known) return [];
  const meant = near === undefined ? '' : ` Did you mean [${near}]?`;
  return [
    meaningProblem(
      'warning',
      nameOf(part),
      `${quoted(part.name)} is no smart variable that is known here, and fields have no dash in their name.${meant}`,
      near,
    ),
  ];
}

function unknownField(part: ReferencePart, { fields, events, nearestField }: OutlineIndex): LogicProblem {
  const { name } = part;
  const column = COLUMNS.get(name);
  if (column !== undefined) {
    return meaningProblem(
      'error',
      nameOf(part),
      `${quoted(name)} is a column of exports, not a field: write [${column}].`,
      column,
    );
  }
  const smart = name.toLowerCase().replaceAll('_', '-');
  if (smart !== name && smartVariableNames.includes(smart)) {
    return meaningProblem(
      'error',
      nameOf(part),
      `The project has no field ${quoted(name)}; the smart variable is written with dashes, [${smart}].`,
      smart,
    );
  }
  const [, box, code] = /^(.+)___(.+)$/.exec(name) ?? [];
  if (box !== undefined && code !== undefined && fields?.get(box)?.type === 'checkbox') {
    const written = `${box}(${code})`;
    return meaningProblem(
      'error',
      nameOf(part),
      `Exports call it ${quoted(name)}, but logic names a box of a checkbox field as [${written}].`,
      written,
    );
  }
  if (events?.has(name) === true) {
    return meaningProblem(
      'error',
      part,
      `${quoted(name)} is an event: write a field after it, as in [${name}][field].`,
    );
  }
  const near = nearestField(name);
  const meant =
    near === undefined ? ' Press Ctrl+Space in the brackets to choose one.' : ` Did you mean [${near}]?`;
  return meaningProblem('error', nameOf(part), `The project has no field ${quoted(name)}.${meant}`, near);
}

function checkCode(
  part: ReferencePart,
  field: OutlineField,
  missingCodes: readonly OutlineChoice[],
): readonly LogicProblem[] {
  const { code, name, nameFrom, to } = part;
  if (field.type !== 'checkbox') {
    if (code === null) return [];
    return [
      meaningProblem(
        'error',
        { from: nameFrom, to: to - 1 },
        `Only a checkbox field takes a code in parentheses, and ${quoted(name)} is none: compare its value, as in [${name}] = "${code}".`,
        [name, ...part.modifiers].join(':'),
      ),
    ];
  }
  if (code === null) {
    if (part.modifiers.length > 0) return [];
    const [only] = field.choices;
    return [
      meaningProblem(
        'error',
        nameOf(part),
        `${quoted(name)} is a checkbox field: name one of its boxes by its code, as in [${name}(${only?.code ?? '1'})].${choicesInWords(field.choices)}`,
        field.choices.length === 1 && only !== undefined ? `${name}(${only.code})` : undefined,
      ),
    ];
  }
  const wanted = code.toLowerCase();
  const boxes = [...field.choices, ...missingCodes];
  if (field.choices.length === 0 || boxes.some((box) => box.code.toLowerCase() === wanted)) return [];
  const labelled = field.choices.find((choice) => choice.label.trim().toLowerCase() === wanted);
  return [
    meaningProblem(
      'error',
      { from: nameFrom, to: to - 1 },
      `${quoted(name)} has no choice ${quoted(code)}.${choicesInWords(field.choices)}`,
      labelled === undefined ? undefined : [`${name}(${labelled.code})`, ...part.modifiers].join(':'),
    ),
  ];
}

function checkMapping(
  event: ReferencePart,
  target: ReferencePart,
  { form }: OutlineField,
  { formsOf, events, recordIdField }: OutlineIndex,
): readonly LogicProblem[] {
  const forms = formsOf(event.name);
  if (events === null || forms === undefined || forms.has(form) || target.name === recordIdField) return [];
  return [
    meaningProblem(
      'warning',
      { from: event.from, to: target.to },
      `${quoted(target.name)} is in the instrument ${quoted(form)}, which the event ${quoted(event.name)} does not have: it is always blank there.`,
    ),
  ];
}

function checkInstance(
  instance: ReferencePart,
  event: ReferencePart | null,
  { form, name }: OutlineField,
  { repeats, events }: OutlineIndex,
): readonly LogicProblem[] {
  const at = event !== null && events?.has(event.name) === true ? event.name : null;
  if (repeats(form, at) !== false) return [];
  return [
    meaningProblem(
      'warning',
      instance,
      `${quoted(name)} does not repeat${at === null ? '' : ' in this event'}, so it has no instances: leave this bracket out.`,
      '',
    ),
  ];
}

function nameOf({ nameFrom, nameTo }: ReferencePart): { readonly from: number; readonly to: number } {
  return { from: nameFrom, to: nameTo };
}
