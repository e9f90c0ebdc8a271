import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './shell/shell.css';
import './styles/high-contrast.css';
import { createRoot } from 'react-dom/client';
import type { Explanation } from '#app/response/answer.ts';
import { openHost } from './host/host.ts';
import { StartFailure } from './shell/start-failure.tsx';
import { Window } from './shell/window.tsx';
import { PlaygroundProvider } from './state/playground-context.tsx';
import { createPlaygroundStore } from './state/playground-store.ts';

async function open(container: HTMLElement): Promise<void> {
  const root = createRoot(container, {
    onUncaughtError: (error) => root.render(<StartFailure explanation={explainBroken(error)} />),
  });
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

/** What is left when the page itself fails, so that nobody looks at an empty window. */
function explainBroken(error: unknown): Explanation {
  return {
    message: 'The window met an error it cannot go on from.',
    advice:
      'Close the window and open the app again; in a browser, load the page again. What is saved stays; what stood in the form is lost.',
    detail: String(error),
  };
}

const container = document.getElementById('root');
if (container !== null) void open(container);
