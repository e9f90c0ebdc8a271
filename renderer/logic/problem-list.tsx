import { Button } from 'react-aria-components';
import { shortened, type LogicProblem } from '#app/project/logic/problem.ts';
import { MOST_MARKED } from './most-marked.ts';

const MOST_SHOWN = 4;

const words = { error: 'Error', warning: 'Check', hint: 'Note' } as const satisfies Record<
  LogicProblem['severity'],
  string
>;

interface Props {
  readonly id: string;
  readonly problems: readonly LogicProblem[];
  /** Selects the place in the editor. */
  readonly onShow: (problem: LogicProblem) => void;
  readonly onMend: (problem: LogicProblem, replacement: string) => void;
}

/** What is wrong with the logic, in words, each with the way to its place and, if there is one, its mending. */
export function ProblemList({ id, problems, onShow, onMend }: Props) {
  const shown = [...problems].sort((a, b) => weight(a) - weight(b)).slice(0, MOST_SHOWN);
  const more = problems.length - shown.length;
  return (
    <div id={id} className="logic-problems" aria-live="polite">
      {shown.length > 0 && (
        <ul>
          {shown.map((problem) => (
            <li key={`${String(problem.from)} ${problem.message}`} data-severity={problem.severity}>
              <span className="logic-severity">{words[problem.severity]}</span>
              <span>
                {problem.message}
                {problem.severity !== 'hint' && (
                  <>
                    {' '}
                    {problem.replacement === undefined ? (
                      <Button className="link-button" onPress={() => onShow(problem)}>
                        Show
                      </Button>
                    ) : (
                      <Mend problem={problem} replacement={problem.replacement} onMend={onMend} />
                    )}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <p>{`and ${String(more)} more${problems.length > MOST_MARKED ? '' : ', marked in the text'}`}</p>
      )}
    </div>
  );
}

function Mend({
  problem,
  replacement,
  onMend,
}: Pick<Props, 'onMend'> & { readonly problem: LogicProblem; readonly replacement: string }) {
  const deed = replacement === '' ? 'Remove it' : `Write ${shortened(replacement, 30)}`;
  return (
    <Button className="link-button" onPress={() => onMend(problem, replacement)}>
      {deed}
    </Button>
  );
}

function weight({ severity }: LogicProblem): number {
  return severity === 'error' ? 0 : severity === 'warning' ? 1 : 2;
}
