import { Button } from 'react-aria-components';
import { useEffect, useState } from 'react';
import { useActions, usePlayground } from '#renderer/state/playground-context.tsx';
import type { Notice } from '#renderer/state/playground-state.ts';
import { CheckIcon, CloseIcon, WarningIcon } from './icons.tsx';

const INFO_SHOWN_FOR_MS = 6000;

/** Sentences about what just happened. Problems stay until dismissed; the rest go by themselves, but not while they are read. */
export function Notices() {
  const notices = usePlayground((state) => state.notices);
  return (
    <div className="notices" role="log" aria-label="Notices" aria-live="polite" data-pane>
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const { dismissNotice } = useActions();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (notice.tone === 'problem' || held) return undefined;
    const timer = setTimeout(() => dismissNotice(notice.id), INFO_SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [notice, held, dismissNotice]);
  return (
    <div
      className="notice"
      data-tone={notice.tone}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {notice.tone === 'problem' ? <WarningIcon /> : <CheckIcon />}
      <p>{notice.text}</p>
      <Button className="button quiet icon" aria-label="Dismiss" onPress={() => dismissNotice(notice.id)}>
        <CloseIcon size={14} />
      </Button>
    </div>
  );
}
