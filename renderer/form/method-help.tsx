import { assertNever } from '#app/assert-never.ts';
import type { AnswerExample, Method, Need, Parameter } from '#app/catalogue/method.ts';
import { sources } from '#app/catalogue/sources.ts';
import { isAsked } from '#app/request/visible.ts';
import { answerSentence } from './answer-sentence.ts';

/** What to know of a method besides its form: what it needs, traps with their source, answers, parameters. */
export function MethodHelp({ method }: { readonly method: Method }) {
  const { gotchas = [], examples = [] } = method.help;
  const asked = method.parameters.filter(isAsked);
  return (
    <aside className="method-help" aria-label="Help">
      <section>
        <h2>Good to know</h2>
        <ul>
          {method.needs !== undefined && <li>{needSentence(method.needs)}</li>}
          {method.rightsNote !== undefined && <li>{method.rightsNote}</li>}
          {gotchas.map(({ text, source }) => (
            <li key={text}>
              {text}{' '}
              <abbr className="source-tag" title={sources[source]}>
                {source}
              </abbr>
            </li>
          ))}
          <li>{answerSentence(method.returns)}</li>
        </ul>
      </section>
      {examples.length > 0 && (
        <details>
          <summary>Example answers</summary>
          {alike(examples).map((same) => (
            <figure key={same[0].format + same[0].body}>
              <figcaption>{exampleCaption(same)}</figcaption>
              <pre>{same[0].body}</pre>
            </figure>
          ))}
        </details>
      )}
      {asked.length > 0 && (
        <details>
          <summary>
            {asked.length === 1 ? 'The parameter explained' : `The ${asked.length} parameters explained`}
          </summary>
          <dl>
            {asked.map((parameter) => (
              <ParameterHelp key={parameter.name} parameter={parameter} />
            ))}
          </dl>
        </details>
      )}
    </aside>
  );
}

function ParameterHelp({ parameter }: { readonly parameter: Parameter }) {
  return (
    <div>
      <dt>
        {parameter.label} <code>{parameter.name}</code>
      </dt>
      <dd>
        {parameter.help} {parameter.more}
        {parameter.since !== undefined && ` Since REDCap ${parameter.since}.`}
      </dd>
    </div>
  );
}

const origins = {
  recorded: 'recorded from a real server',
  documented: 'from REDCap’s documentation',
  derived: 'in the documented shape',
} as const;

type Alike = readonly [AnswerExample, ...AnswerExample[]];

/** Answers that are the same in several formats, such as a number, are shown once. */
function alike(examples: readonly AnswerExample[]): readonly Alike[] {
  const groups = Map.groupBy(examples, ({ body, when }) => `${when ?? ''}\0${body}`);
  return [...groups.values()].flatMap(([first, ...others]): readonly Alike[] =>
    first === undefined ? [] : [[first, ...others]],
  );
}

/** `JSON – recorded from a real server; CSV, XML – in the documented shape`. */
function exampleCaption(examples: Alike): string {
  const [{ when }] = examples;
  const told = [...Map.groupBy(examples, ({ origin }) => origin)].map(([origin, those]) => {
    const formats = those.map(({ format }) => format.toUpperCase()).join(', ');
    return `${formats}${when === undefined ? '' : `, ${when}`} – ${origins[origin]}`;
  });
  return told.join('; ');
}

function needSentence(need: Need): string {
  switch (need) {
    case 'longitudinal':
      return 'Works in longitudinal projects only.';
    case 'severalArms':
      return 'Works in projects with several arms only.';
    case 'repeating':
      return 'Works only where an instrument or event repeats.';
    case 'randomization':
      return 'Works only where randomization is set up.';
    case 'surveys':
      return 'Works only where surveys are enabled.';
    case 'surveyQueue':
      return 'Works only where a survey queue is set up.';
    case 'saveAndReturn':
      return 'Works only for surveys that participants may leave and return to (Save & Return Later).';
    default:
      return assertNever(need);
  }
}
