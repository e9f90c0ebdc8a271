import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './shell/shell.css';
import { createRoot } from 'react-dom/client';
import { openHost } from './host/host.ts';
import { StartFailure } from './shell/start-failure.tsx';
import { Window } from './shell/window.tsx';
import { PlaygroundProvider } from './state/playground-context.tsx';
import { createPlaygroundStore } from './state/playground-store.ts';

async function open(container: HTMLElement): Promise<void> {
  const root = createRoot(container);
  const opened = openHost();
  if (!opened.ok) {
    root.render(<StartFailure explanation={opened.explanation} />);
    return;
  }
  const start = await opened.host.start({});
  if (!start.ok) {
    root.render(<StartFailure explanation={start.failure} />);
    return;
  }
  const playground = createPlaygroundStore(opened.host, start.value);
  root.render(
    <PlaygroundProvider playground={playground}>
      <Window />
    </PlaygroundProvider>,
  );
}

const container = document.getElementById('root');
if (container !== null) void open(container);
