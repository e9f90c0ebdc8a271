import { memo, useLayoutEffect, useRef } from 'react';
import type { Method } from '#app/catalogue/method.ts';
import { LockIcon } from '#renderer/shell/icons.tsx';
import { EffectMark, effectWord } from './effect-mark.tsx';

export const methodOptionId = (methodId: string): string => `method-option-${methodId}`;

interface Props {
  readonly method: Method;
  /** Why it is locked, or null. */
  readonly lock: string | null;
  readonly chosen: boolean;
  /** The one that Enter takes. */
  readonly pointedAt: boolean;
  readonly onChoose: (methodId: string) => void;
}

/** One method of the list. The search box has the focus and its keys, so that an option only answers the pointer. */
export const MethodOption = memo(function MethodOption({ method, lock, chosen, pointedAt, onChoose }: Props) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (pointedAt) element.current?.scrollIntoView({ block: 'nearest' });
  }, [pointedAt]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      ref={element}
      id={methodOptionId(method.id)}
      role="option"
      aria-selected={chosen}
      className="method-option"
      data-locked={lock === null ? undefined : ''}
      data-selected={chosen ? '' : undefined}
      data-focused={pointedAt ? '' : undefined}
      onClick={() => onChoose(method.id)}
    >
      <span
        className="method-option-row"
        title={lock === null ? `${method.label}: ${effectWord(method.effect)}` : lock}
      >
        <EffectMark effect={method.effect} />
        <span className="method-name">{method.name}</span>
        <span className="visually-hidden">{`, ${effectWord(method.effect)}${lock === null ? '' : ', locked'}`}</span>
        {lock !== null && (
          <span className="method-lock">
            <LockIcon size={14} />
          </span>
        )}
      </span>
    </div>
  );
});
