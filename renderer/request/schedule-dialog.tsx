import { useState } from 'react';
import {
  Button,
  Dialog,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components';
import { leavesFolder } from '#app/snippets/batching.ts';
import { tokenSourceOf } from '#app/snippets/token-sources.ts';
import { answersAsText, programFolder } from '#app/takeaway/program-folder.ts';
import { scheduleRecipe } from '#app/takeaway/schedule/recipe.ts';
import {
  schedulePlanProblem,
  schedulerLabels,
  weekdayNames,
  type ScheduleRecipe,
  type SchedulePlan,
  type Scheduler,
} from '#app/takeaway/schedule/schedule.ts';
import { useActions, useCurrentRequestReader } from '#renderer/state/playground-context.tsx';
import { chosenTarget } from './code-choice.ts';
import { chosenCode } from './code-text.ts';
import './schedule-dialog.css';
import { useCodeSettings } from './use-code-settings.ts';

const schedulers = ['windows', 'cron', 'systemd', 'launchd'] as const satisfies readonly Scheduler[];
const exampleFolders: Readonly<Record<Scheduler, string>> = {
  windows: String.raw`C:\Users\me\redcap`,
  cron: '/home/me/redcap',
  systemd: '/home/me/redcap',
  launchd: '/Users/me/redcap',
};
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** How the system runs the program by itself: files to save, and what to do with them, step by step. */
export function ScheduleDialog({ onClose }: { readonly onClose: () => void }) {
  const settings = useCodeSettings();
  const readCurrent = useCurrentRequestReader();
  const target = chosenTarget(settings);
  // The dialog covers the form: the request cannot change meanwhile.
  const [code] = useState(() => chosenCode(readCurrent(), settings));
  const runs = code.kind === 'code' && target.running.command !== null;
  return (
    <ModalOverlay className="modal-overlay" isOpen isDismissable onOpenChange={onClose}>
      <Modal className="modal wide">
        <Dialog className="dialog schedule">
          <Heading slot="title">{`Schedule ${target.label}: ${target.library}`}</Heading>
          {runs ? (
            <Recipe code={code} />
          ) : (
            <p className="dialog-words">
              {code.kind === 'code'
                ? `No system can run this program by itself, since it runs inside ${target.label}. For a schedule take Python, R or another language that runs alone.`
                : code.reason}
            </p>
          )}
          <div className="dialog-buttons">
            <Button className="button" onPress={onClose}>
              Close
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Recipe({ code }: { readonly code: ReturnType<typeof chosenCode> & { kind: 'code' } }) {
  const { saveFolder } = useActions();
  const [scheduler, setScheduler] = useState<Scheduler>(systemHere());
  const [folders, setFolders] = useState(exampleFolders);
  const [time, setTime] = useState('06:00');
  const [weekday, setWeekday] = useState<SchedulePlan['weekday']>(null);
  const { target, input, fileName, text } = code;
  const { methodId } = input.request;
  const [hour = NaN, minute = NaN] = time.split(':').map(Number);
  const plan: SchedulePlan = { hour, minute, weekday, folder: folders[scheduler].trim() };
  const problem = Number.isNaN(hour + minute)
    ? 'Give the time of day as hours and minutes, such as 06:00.'
    : schedulePlanProblem(scheduler, plan);
  const recipe =
    problem === null
      ? scheduleRecipe(
          scheduler,
          {
            target,
            fileName,
            methodId,
            tokenSource: tokenSourceOf(input, target),
            answersAsText: answersAsText(target, input),
            leavesFolder: leavesFolder(target, input),
            url: input.url,
          },
          plan,
        )
      : null;
  return (
    <>
      <ToggleButtonGroup
        className="switch-group"
        aria-label="System"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[scheduler]}
        onSelectionChange={([key]) => setScheduler(schedulers.find((each) => each === key) ?? scheduler)}
      >
        {schedulers.map((each) => (
          <ToggleButton key={each} id={each} className="switch-part">
            {schedulerLabels[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="schedule-fields">
        <TextField value={time} onChange={setTime} type="time">
          <Label>Time of day</Label>
          <Input className="field-input" />
        </TextField>
        <label>
          <span className="field-name">Day</span>
          <select
            className="field-input"
            value={weekday ?? 'daily'}
            onChange={({ target: { value } }) =>
              setWeekday(weekdays.find((day) => String(day) === value) ?? null)
            }
          >
            <option value="daily">Every day</option>
            {weekdays.map((day) => (
              <option key={day} value={day}>{`Every ${weekdayNames[day]}`}</option>
            ))}
          </select>
        </label>
        <TextField
          className="schedule-folder"
          value={folders[scheduler]}
          onChange={(folder) => setFolders({ ...folders, [scheduler]: folder })}
        >
          <Label>Folder of the program</Label>
          <Input className="field-input code" spellCheck={false} />
        </TextField>
      </div>
      {recipe === null ? (
        <p className="parameter-problem" role="status">
          {problem}
        </p>
      ) : (
        <Steps
          recipe={recipe}
          folder={plan.folder}
          onSave={() =>
            void saveFolder(`${methodId}-${target.id}`, [
              ...programFolder(target, input, text),
              ...recipe.files,
            ])
          }
        />
      )}
    </>
  );
}

function Steps({
  recipe,
  folder,
  onSave,
}: {
  readonly recipe: ScheduleRecipe;
  readonly folder: string;
  readonly onSave: () => void;
}) {
  const { copy } = useActions();
  return (
    <ol className="schedule-steps">
      <li>
        <p>
          Save the program with the files for the schedule, and unpack it so that they stand in{' '}
          <bdi>{folder}</bdi> itself, not in a folder within it.
        </p>
        <Button className="button" onPress={onSave}>
          Save the folder (zip)…
        </Button>
      </li>
      {recipe.steps.map(({ text, command }) => (
        <li key={text}>
          <p>{text}</p>
          {command !== null && (
            <div className="schedule-command">
              {/* Scrollable text has to be reachable by keyboard. */}
              {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
              <pre tabIndex={0}>{command}</pre>
              <Button
                className="button"
                onPress={() => void copy(command, 'Command copied. It holds no token.')}
              >
                Copy
              </Button>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The scheduler of the computer this runs on; the user may well want another. */
function systemHere(): Scheduler {
  if (navigator.userAgent.includes('Windows')) return 'windows';
  return navigator.userAgent.includes('Mac OS') ? 'launchd' : 'systemd';
}
