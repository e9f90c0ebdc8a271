import type { editor } from 'monaco-editor/editor';

/**
 * Dictation and other programs select the editor's text field as a whole and write over it. The editor alone would
 * not notice and insert at its cursor: with nothing selected in it, a field that is selected from end to end means all.
 */
export function followWholeSelection(view: editor.ICodeEditor, element: HTMLElement): void {
  const follow = ({ target }: Event) => {
    const model = view.getModel();
    if (model === null || !(target instanceof HTMLTextAreaElement) || target.value === '') return;
    const isWhole = target.selectionStart === 0 && target.selectionEnd === target.value.length;
    const isMeant = view.getSelection()?.isEmpty() !== false || target.value === model.getValue();
    if (isWhole && isMeant) view.setSelection(model.getFullModelRange());
  };
  element.addEventListener('beforeinput', follow, true);
  // Some select first and focus then, whereupon the editor would put its own selection back.
  element.addEventListener('focus', follow, true);
}
