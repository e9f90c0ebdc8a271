import { useMemo, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator, Text } from 'react-aria-components';
import { programFolder } from '#app/takeaway/program-folder.ts';
import { ChevronIcon } from '#renderer/shell/icons.tsx';
import {
  useActions,
  useCurrentRequest,
  useCurrentRequestReader,
} from '#renderer/state/playground-context.tsx';
import { chosenTarget } from './code-choice.ts';
import { chosenCode, hasCode, type CodeText } from './code-text.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';
import { useCodeSettings } from './use-code-settings.ts';

/** What can be done with the code: take it to the clipboard, into files, or onto a schedule. */
export function CodeActions() {
  const [scheduling, setScheduling] = useState(false);
  const settings = useCodeSettings();
  const target = chosenTarget(settings);
  const current = useCurrentRequest();
  const readCurrent = useCurrentRequestReader();
  const { copy, saveText, saveFolder, saveSampleCode, notify } = useActions();
  const unavailable = useMemo(() => !hasCode(current, settings), [current, settings]);
  const withCode = (act: (code: CodeText & { kind: 'code' }) => Promise<void>) => {
    const code = chosenCode(readCurrent(), settings);
    if (code.kind === 'code') void act(code);
    else notify('problem', code.reason);
  };
  const save = (key: unknown) => {
    const { url } = readCurrent().connection;
    if (key === 'program') withCode(({ fileName, text }) => saveText(fileName, text));
    else if (key === 'folder') {
      withCode(({ input, text }) =>
        saveFolder(`${input.request.methodId}-${target.id}`, programFolder(target, input, text)),
      );
    } else void saveSampleCode(url, key === 'samples' ? target.id : null);
  };
  return (
    <div className="sub-actions">
      <Button
        className="button"
        isDisabled={unavailable}
        onPress={() => withCode(({ text }) => copy(text, 'Code copied. It holds no token.'))}
      >
        Copy
      </Button>
      <MenuTrigger>
        <Button className="button">
          Save as… <ChevronIcon size={12} />
        </Button>
        <Popover className="popover" placement="bottom end">
          <Menu
            className="menu"
            aria-label="Save the code"
            disabledKeys={unavailable ? ['program', 'folder'] : []}
            onAction={save}
          >
            <SaveItem id="program" title="Program" note={`One file, .${target.extension}`} />
            <SaveItem id="folder" title="Folder (zip)" note="With instructions and what the program needs" />
            <Separator className="menu-separator" />
            <SaveItem
              id="samples"
              title={`All methods in ${target.label} (zip)`}
              note={`${target.library}, with made-up values`}
            />
            <SaveItem id="all" title="All methods in all languages (zip)" note="With made-up values" />
          </Menu>
        </Popover>
      </MenuTrigger>
      <Button className="button" isDisabled={unavailable} onPress={() => setScheduling(true)}>
        Schedule…
      </Button>
      {scheduling && <ScheduleDialog onClose={() => setScheduling(false)} />}
    </div>
  );
}

function SaveItem({
  id,
  title,
  note,
}: {
  readonly id: string;
  readonly title: string;
  readonly note: string;
}) {
  return (
    <MenuItem id={id} className="menu-item" textValue={title}>
      <span>
        <Text slot="label">{title}</Text>
        <Text slot="description" className="menu-note">
          {note}
        </Text>
      </span>
    </MenuItem>
  );
}
