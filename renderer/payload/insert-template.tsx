import { Button, ListLayout, Menu, MenuItem, MenuTrigger, Popover, Virtualizer } from 'react-aria-components';
import type { PayloadParameter } from '#app/catalogue/method.ts';
import type { ProjectOutline } from '#app/project/outline.ts';
import type { PayloadSettings } from '#app/project/payload/settings.ts';
import { recordsTemplate } from '#app/project/payload/template.ts';

/** Puts data to start from into an empty editor: of an instrument of the project, else the method's example. */
export function InsertTemplate({
  parameter,
  settings,
  outline,
  onInsert,
}: {
  readonly parameter: PayloadParameter;
  readonly settings: PayloadSettings;
  readonly outline: ProjectOutline | null;
  readonly onInsert: (text: string) => void;
}) {
  const example = parameter.examples[settings.format];
  const forms = outline?.fields === null ? null : (outline?.forms ?? null);
  if (settings.layout !== 'table' && settings.format !== 'odm' && outline !== null && forms !== null) {
    return (
      <MenuTrigger>
        <Button className="link-button">Insert a template…</Button>
        <Popover className="popover" placement="bottom end">
          {/* A project may have hundreds of instruments: only what is in sight is drawn. */}
          <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 30 }}>
            <Menu
              className="menu template-menu"
              aria-label="Instruments"
              items={forms}
              onAction={(form) => {
                const text = recordsTemplate(outline, String(form), settings);
                if (text !== null) onInsert(text);
              }}
            >
              {(form) => (
                <MenuItem id={form.name} className="menu-item" textValue={form.label || form.name}>
                  <bdi>{form.label.slice(0, 100) || form.name}</bdi>
                </MenuItem>
              )}
            </Menu>
          </Virtualizer>
        </Popover>
      </MenuTrigger>
    );
  }
  return example === undefined ? null : (
    <Button className="link-button" onPress={() => onInsert(example)}>
      Insert an example
    </Button>
  );
}
