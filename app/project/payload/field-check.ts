import type { OutlineField } from '#app/project/outline.ts';
import { choiceCheck } from './choice-value.ts';
import type { DateOrder } from './settings.ts';
import { sliderCheck, textCheck } from './text-value.ts';
import type { ValueCheck } from './value-problem.ts';

const anything: ValueCheck = () => null;

/** The check for values of a field that can be imported; a checkbox's own value is one of its codes (EAV). */
export function fieldCheck(field: OutlineField, order: DateOrder): ValueCheck {
  switch (field.type) {
    case 'radio':
    case 'dropdown':
    case 'checkbox':
    case 'yesno':
    case 'truefalse':
      return choiceCheck(field.choices);
    case 'slider':
      return sliderCheck(field);
    case 'text':
      return textCheck(field, order);
    default:
      // Notes take any text; what an SQL field offers only the server knows.
      return anything;
  }
}

/** Why values of the field are not imported, as the end of a sentence that begins with its name; null if they are. */
export function notImported(field: OutlineField): string | null {
  if (field.calculated || field.type === 'calc') return 'is calculated by REDCap and cannot be imported';
  if (field.type === 'descriptive') return 'is a descriptive text and holds no values';
  if (field.type === 'file') return 'holds files, which only Import a File can bring in';
  return null;
}
