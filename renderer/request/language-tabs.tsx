import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Tab,
  TabList,
  Text,
} from 'react-aria-components';
import type { SnippetTarget } from '#app/snippets/target.ts';
import { snippetTargets } from '#app/snippets/targets.ts';
import { CheckIcon, ChevronIcon } from '#renderer/shell/icons.tsx';
import { useActions } from '#renderer/state/playground-context.tsx';
import { choosing, targetOfLanguage } from './code-choice.ts';
import { useCodeSettings } from './use-code-settings.ts';

/**
 * Always in sight: what statisticians and data managers work in, and the rest of the seven of REDCap's own page. The
 * others are in a menu, by what they are used for.
 */
const always = ['R', 'Python', 'SAS', 'Stata', 'SPSS', 'PHP', 'Perl', 'Ruby', 'Java', 'cURL', 'Power BI'];
const groups = [
  { name: 'More languages', labels: ['JavaScript', 'PowerShell', 'Go', 'C#', 'Julia'] },
  { name: 'Statistics and reports', labels: ['MATLAB', 'Tableau Prep'] },
] as const;

export function LanguageTabs({ target }: { readonly target: SnippetTarget }) {
  const shown = always.includes(target.label) ? always : [...always, target.label];
  return (
    <>
      <TabList className="chip-list" aria-label="Language">
        {shown.map((label) => (
          <Tab key={label} id={label} className="chip" aria-description={librariesOf(label)}>
            {label}
          </Tab>
        ))}
      </TabList>
      <MoreLanguages chosen={target.label} />
    </>
  );
}

function MoreLanguages({ chosen }: { readonly chosen: string }) {
  const settings = useCodeSettings();
  const { saveSettings } = useActions();
  return (
    <MenuTrigger>
      <Button className="button quiet more-languages">
        More <ChevronIcon size={12} />
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label="More languages"
          onAction={(label) => {
            const target = targetOfLanguage(String(label), settings);
            if (target !== undefined) saveSettings(choosing(target, settings));
          }}
        >
          {groups.map(({ name, labels }) => (
            <MenuSection key={name}>
              <Header className="menu-heading">{name}</Header>
              {labels.map((label) => (
                <MenuItem key={label} id={label} className="menu-item" textValue={label}>
                  <span className="menu-check">{label === chosen && <CheckIcon size={14} />}</span>
                  <Text slot="label">{label}</Text>
                  <Text slot="description" className="menu-detail">
                    {librariesOf(label)}
                  </Text>
                </MenuItem>
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function librariesOf(label: string): string {
  return snippetTargets
    .filter((target) => target.label === label)
    .map(({ library }) => library)
    .join(', ');
}
