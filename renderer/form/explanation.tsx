import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components';
import { InfoIcon } from '#renderer/shell/icons.tsx';

const OPENS_AFTER_MS = 300;
/** Time to move the pointer from the mark to the words. */
const CLOSES_AFTER_MS = 300;

/**
 * A mark whose explanation comes up when the pointer rests on it. A form has twenty of them, and the explanation
 * costs more than the mark: it is made when it is wanted.
 */
export function Explanation({ about, children }: { readonly about: string; readonly children: ReactNode }) {
  const mark = useRef<HTMLButtonElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);
  const after = (milliseconds: number, next: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), milliseconds);
  };
  const close = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };

  // What the words themselves answer to the pointer, and to being scrolled away.
  const state = {
    isOpen: open,
    shouldSkipAnimation: false,
    open: () => clearTimeout(timer.current),
    close: (immediate?: boolean) => (immediate === true ? close() : after(CLOSES_AFTER_MS, false)),
  };

  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!open) return undefined;
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false);
    };
    document.addEventListener('keydown', escape, true);
    return () => document.removeEventListener('keydown', escape, true);
  }, [open]);

  return (
    <>
      <button
        ref={mark}
        type="button"
        className="info-button"
        aria-label={`About ${about}`}
        // The same words are the field's description, which a screen reader reads with the field.
        tabIndex={-1}
        onPointerEnter={({ pointerType }) => {
          if (pointerType !== 'touch') after(OPENS_AFTER_MS, true);
        }}
        onPointerLeave={() => after(CLOSES_AFTER_MS, false)}
        onClick={() => {
          clearTimeout(timer.current);
          setOpen(true);
        }}
        onBlur={close}
      >
        <InfoIcon size={13} />
      </button>
      {open && (
        <TooltipTriggerStateContext value={state}>
          <Tooltip triggerRef={mark} className="tooltip" placement="top">
            {children}
          </Tooltip>
        </TooltipTriggerStateContext>
      )}
    </>
  );
}
