import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { assertNever } from '#app/assert-never.ts';
import { MAX_TEXT_PER_READ } from '#app/host/contract.ts';
import type { Answer } from '#app/response/answer.ts';
import { CodeView } from '#renderer/editor/code-view.tsx';
import { FileIcon } from '#renderer/shell/icons.tsx';
import { useActions, useHost } from '#renderer/state/playground-context.tsx';
import { failureText } from '#renderer/state/failure-text.ts';
import { formatBytes } from './facts.ts';
import { readableText } from './readable-text.ts';

/** The body as coloured text; a file or an empty body is named instead. */
export function AnswerText({ answer }: { readonly answer: Answer }) {
  const { saveAnswer } = useActions();
  switch (answer.body.kind) {
    case 'empty':
      return (
        <p className="empty-note">
          {isMeantToBeEmpty(answer)
            ? 'The answer is empty, as it is meant to be for this method when it succeeds.'
            : 'The answer has no text.'}
        </p>
      );
    case 'file':
      return (
        <div className="response-empty">
          <FileIcon size={26} />
          <p className="response-empty-title file-title">{answer.body.fileName}</p>
          <p>{`${answer.body.mediaType} · ${formatBytes(answer.size)}`}</p>
          <Button className="button" onPress={() => void saveAnswer()}>
            Save this file…
          </Button>
        </div>
      );
    case 'table':
    case 'text':
      return <TextBody answer={answer} format={answer.body.format} />;
    default:
      return assertNever(answer.body);
  }
}

/** Where an empty answer is a failure or worth a note, that is said above. */
function isMeantToBeEmpty({ verdict }: Answer): boolean {
  return verdict.kind === 'ok' && (verdict.notes ?? []).length === 0;
}

function TextBody({ answer, format }: { readonly answer: Answer; readonly format: string }) {
  const host = useHost();
  const { executionId } = answer;
  const [text, setText] = useState('');
  /** Byte position of the part to read now. */
  const [wanted, setWanted] = useState(0);
  const [next, setNext] = useState<number | null>(0);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let left = false;
    const from = wanted;
    void host.readText({ executionId, from, length: MAX_TEXT_PER_READ }).then((reply) => {
      if (left) return;
      if (reply.ok) {
        setText((before) => (from === 0 ? '' : before) + reply.value.text);
        setNext(reply.value.next);
      } else {
        setProblem(failureText(reply.failure));
      }
    });
    return () => {
      left = true;
    };
  }, [host, executionId, wanted]);

  if (problem !== null) return <p className="empty-note">{problem}</p>;
  return (
    <>
      <CodeView text={readableText(text, format)} language={format} label="Response text" whole />
      {next !== null && next > 0 && (
        <div className="text-more">
          <span>{`The first ${formatBytes(next)} of ${formatBytes(answer.size)} are shown. Save keeps all of it.`}</span>
          <Button className="button" onPress={() => setWanted(next)}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}
