import { useEffect } from 'react';
import { Group, Panel, Separator, type Layout } from 'react-resizable-panels';
import { shown } from '#app/safety/words.ts';
import { Palette } from '#renderer/commands/palette.tsx';
import { useCommands } from '#renderer/commands/use-commands.ts';
import { AddProjectDialog } from '#renderer/connections/add-project-dialog.tsx';
import { OpenPracticeDialog } from '#renderer/connections/open-practice-dialog.tsx';
import { RemoveProjectDialog } from '#renderer/connections/remove-project-dialog.tsx';
import { ResetPracticeDialog } from '#renderer/connections/reset-practice-dialog.tsx';
import { MethodForm } from '#renderer/form/method-form.tsx';
import { Header } from '#renderer/header/header.tsx';
import { MethodPane } from '#renderer/methods/method-pane.tsx';
import { RequestPane } from '#renderer/request/request-pane.tsx';
import { ResponsePane } from '#renderer/response/response-pane.tsx';
import { useActions, useCurrentProject, usePlayground } from '#renderer/state/playground-context.tsx';
import { Notices } from './notices.tsx';
import { refuseStrayFiles } from './refuse-stray-files.ts';
import { StatusBar } from './status-bar.tsx';
import { useArrangement, type Arrangement } from './use-arrangement.ts';

/** The whole window: header, three columns (fewer in smaller windows), status bar, and what lies above them. */
export function Window() {
  const theme = usePlayground((state) => state.settings.theme);
  const dialog = usePlayground((state) => state.dialog);
  const { connection, outline, status } = useCurrentProject();
  const { ensureOutline } = useActions();
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    document.title = `${shown(outline?.title ?? connection.title)} – REDCap API Playground`;
  }, [outline, connection]);
  useEffect(refuseStrayFiles, []);
  useEffect(() => ensureOutline(connection.id), [ensureOutline, connection.id]);

  return (
    <div className="window" data-status={status}>
      <Commands />
      <Header />
      <Notices />
      <Columns />
      <StatusBar />
      {dialog === 'addProject' && <AddProjectDialog />}
      {dialog === 'removeProject' && <RemoveProjectDialog />}
      {dialog === 'openPractice' && <OpenPracticeDialog />}
      {dialog === 'resetPractice' && <ResetPracticeDialog />}
      {dialog === 'palette' && <Palette />}
    </div>
  );
}

/** Apart, because it follows every setting: the columns need not be drawn again for those. */
function Commands() {
  useCommands();
  return null;
}

/** Sizes in per cent of the group, minimum sizes as CSS; a window lower than `least` scrolls the panes. */
const arrangements = {
  wide: {
    methods: { size: '17.4', minimum: '190px' },
    beside: '720px',
    least: '0',
    work: 'horizontal',
    form: { size: '47.2', minimum: '360px' },
    result: { size: '52.8', minimum: '360px' },
    results: 'vertical',
    request: { size: '52', minimum: '150px' },
    response: { size: '48', minimum: '150px' },
  },
  narrow: {
    methods: { size: '26', minimum: '190px' },
    beside: '420px',
    least: '0',
    work: 'vertical',
    form: { size: '56', minimum: '160px' },
    result: { size: '44', minimum: '140px' },
    results: 'horizontal',
    request: { size: '50', minimum: '200px' },
    response: { size: '50', minimum: '200px' },
  },
  small: {
    methods: { size: '26', minimum: '150px' },
    beside: '300px',
    // The form then fills what is in sight between header and status bar, with Execute at its end.
    least: 'max(620px, 250vh - 220px)',
    work: 'vertical',
    form: { size: '40', minimum: '160px' },
    result: { size: '60', minimum: '300px' },
    results: 'vertical',
    request: { size: '46', minimum: '150px' },
    response: { size: '54', minimum: '150px' },
  },
} as const satisfies Readonly<Record<Arrangement, object>>;

/** One tree for every width, so that nothing the user opened, typed or scrolled to is lost between them. */
function Columns() {
  const id = useArrangement();
  const arrangement = arrangements[id];
  return (
    <Split id={id} orientation="horizontal" className="columns">
      <Pane id="methods" {...arrangement.methods}>
        <MethodPane />
      </Pane>
      <Separator className="splitter" />
      <Panel id="work" minSize={arrangement.beside}>
        <Split id={`${id}-work`} orientation={arrangement.work} style={{ minHeight: arrangement.least }}>
          <Pane id={`${id}-form`} {...arrangement.form}>
            <MethodForm />
          </Pane>
          <Separator className="splitter" />
          <Pane id={`${id}-result`} {...arrangement.result}>
            <Split id={`${id}-results`} orientation={arrangement.results}>
              <Pane id={`${id}-request`} {...arrangement.request}>
                <RequestPane />
              </Pane>
              <Separator className="splitter" />
              <Pane id={`${id}-response`} {...arrangement.response}>
                <ResponsePane />
              </Pane>
            </Split>
          </Pane>
        </Split>
      </Panel>
    </Split>
  );
}

type SplitProps = React.ComponentProps<typeof Group> & { readonly id: string };

/** A group whose splitters stay where they were put. */
function Split({ id, ...props }: SplitProps) {
  const saved = usePlayground((state) => state.settings.layout[id]);
  const { saveSettings } = useActions();
  const layouts = usePlayground((state) => state.settings.layout);
  const keep = (layout: Layout) => {
    if (JSON.stringify(layout) !== JSON.stringify(saved))
      saveSettings({ layout: { ...layouts, [id]: layout } });
  };
  return (
    <Group
      id={id}
      defaultLayout={saved}
      onLayoutChanged={(layout, { isUserInteraction }) => isUserInteraction && keep(layout)}
      {...props}
    />
  );
}

function Pane({
  id,
  size,
  minimum,
  children,
}: {
  readonly id: string;
  readonly size: string;
  readonly minimum: string;
  readonly children: React.ReactNode;
}) {
  return (
    <Panel id={id} defaultSize={size} minSize={minimum}>
      {children}
    </Panel>
  );
}
