import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import type { Answer, AnswerBody } from '#app/response/answer.ts';
import { useActions } from '#renderer/state/playground-context.tsx';
import { CellValue } from './cell-value.tsx';
import { columnLayout } from './column-layout.ts';
import { useRowWindow } from './use-row-window.ts';

const ROW_HEIGHT = 27;
/** Chromium cuts elements off at about 33 million pixels; beyond this many rows the scroll range is paged. */
const ROWS_PER_PAGE = 1_000_000;
/** The first column, which names the record, stays in sight, unless it would hide the others. In pixels. */
const WIDEST_FROZEN = 160;

/** Rows and columns are drawn only where they are looked at; the table itself stays with the host. */
export function AnswerTable({
  answer,
  body,
}: {
  readonly answer: Answer;
  readonly body: AnswerBody & { kind: 'table' };
}) {
  const { columns, rowCount } = body;
  const scroller = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(0);
  const firstRow = page * ROWS_PER_PAGE;
  const rowsHere = Math.min(ROWS_PER_PAGE, rowCount - firstRow);
  const rows = useVirtualizer({
    count: rowsHere,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const shown = rows.getVirtualItems();
  const from = firstRow + (shown[0]?.index ?? 0);
  const to = firstRow + (shown.at(-1)?.index ?? 0) + 1;
  const { row, firstRows, problem } = useRowWindow(answer.executionId, rowCount, from, to);
  const sample = firstRows();
  const layout = useMemo(() => columnLayout(columns, sample), [columns, sample]);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => layout[index]?.width ?? 120,
    overscan: 3,
  });
  // The widths come from the first rows, which arrive after the first frame.
  useLayoutEffect(() => across.measure(), [across, layout]);
  const frozen = layout[0] !== undefined && layout[0].width <= WIDEST_FROZEN ? layout[0].width : 0;
  const inSight = across.getVirtualItems();
  const columnsShown =
    frozen === 0
      ? inSight
      : [{ key: 0, index: 0, start: 0, size: frozen }, ...inSight.filter(({ index }) => index > 0)];
  const { copy } = useActions();
  const [selected, setSelected] = useState<{ readonly row: number; readonly column: number } | null>(null);

  // Again once the widths are known, which move the columns. The value comes up under the table, and must not cover
  // the cell it belongs to.
  useLayoutEffect(() => {
    if (selected === null) return;
    rows.scrollToIndex(selected.row - firstRow);
    across.scrollToIndex(selected.column);
    document.getElementById(cellId(selected.row, selected.column))?.scrollIntoView(NEAREST);
  }, [selected, layout, rows, across, firstRow]);

  if (problem !== null) return <p className="empty-note">{problem}</p>;
  if (rowCount === 0) {
    return (
      <p className="empty-note">
        The answer has no rows: nothing in the project matches what was asked, or the project is still empty.
      </p>
    );
  }

  const value = selected === null ? undefined : row(selected.row)?.[selected.column];
  const act = (event: KeyboardEvent) => {
    const withControl = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape') setSelected(null);
    else if (withControl && event.key.toLowerCase() === 'c' && value !== undefined && isNothingMarked()) {
      void copy(value, 'The value was copied.');
    } else move(event, withControl);
  };
  const move = (event: KeyboardEvent, withControl: boolean) => {
    const all = rowCount + columns.length;
    const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
      PageDown: [20, 0],
      PageUp: [-20, 0],
      Home: withControl ? [-all, -all] : [0, -all],
      End: withControl ? [all, all] : [0, all],
    };
    const step = steps[event.key];
    if (step === undefined || (withControl && !['Home', 'End'].includes(event.key))) return;
    event.preventDefault();
    const here = selected ?? { row: from - Math.sign(step[0]), column: -Math.sign(step[1]) };
    const next = {
      row: clamp(here.row + step[0], firstRow, firstRow + rowsHere - 1),
      column: clamp(here.column + step[1], 0, columns.length - 1),
    };
    setSelected(next);
  };

  return (
    <>
      <div
        ref={scroller}
        className="table-scroll"
        style={{ '--frozen': `${frozen}px` } as CSSProperties}
        role="grid"
        aria-label="Response table"
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-activedescendant={selected === null ? undefined : cellId(selected.row, selected.column)}
        tabIndex={0}
        onKeyDown={act}
      >
        <div className="table-head" role="row" aria-rowindex={1} style={{ width: across.getTotalSize() }}>
          {columnsShown.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              aria-colindex={column.index + 1}
              className="cell"
              data-number={layout[column.index]?.numeric === true ? '' : undefined}
              data-frozen={frozen > 0 && column.index === 0 ? '' : undefined}
              title={columns[column.index]}
              style={{ left: column.start, width: column.size }}
            >
              {columns[column.index]}
            </div>
          ))}
        </div>
        <div
          className="table-body"
          role="presentation"
          style={{ height: rows.getTotalSize(), width: across.getTotalSize() }}
        >
          {shown.map((item) => {
            const number = firstRow + item.index;
            const cells = row(number);
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={number + 2}
                className="table-row"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {columnsShown.map((column) => (
                  <Cell
                    key={column.key}
                    id={cellId(number, column.index)}
                    column={column}
                    text={cells?.[column.index]}
                    frozen={frozen > 0 && column.index === 0}
                    numeric={layout[column.index]?.numeric === true}
                    selected={selected?.row === number && selected.column === column.index}
                    onChoose={() => setSelected({ row: number, column: column.index })}
                  />
                ))}
              </div>
            );
          })}
        </div>
      </div>
      {selected !== null && (
        <CellValue
          column={columns[selected.column] ?? ''}
          text={value}
          onClose={() => {
            setSelected(null);
            scroller.current?.focus();
          }}
        />
      )}
      {rowCount > ROWS_PER_PAGE && (
        <nav className="text-more" aria-label="Parts of the table">
          {Array.from({ length: Math.ceil(rowCount / ROWS_PER_PAGE) }, (_, index) => (
            <button
              key={`part ${index + 1}`}
              type="button"
              className="button"
              aria-current={index === page}
              onClick={() => {
                setPage(index);
                setSelected(null);
                scroller.current?.scrollTo({ top: 0 });
              }}
            >
              {`From row ${(index * ROWS_PER_PAGE + 1).toLocaleString('en')}`}
            </button>
          ))}
        </nav>
      )}
    </>
  );
}

const NEAREST = { block: 'nearest', inline: 'nearest' } as const;

/** Marked text is what the user wants to copy. */
const isNothingMarked = (): boolean => document.getSelection()?.isCollapsed !== false;

interface CellProps {
  readonly id: string;
  readonly column: { readonly index: number; readonly start: number; readonly size: number };
  /** undefined while the row is on its way. */
  readonly text: string | undefined;
  /** Stays in sight while the others scroll across. */
  readonly frozen: boolean;
  /** Stands to the right, as numbers do. */
  readonly numeric: boolean;
  readonly selected: boolean;
  readonly onChoose: () => void;
}

/** One value, as plain text whatever it holds; its direction follows its own script. */
function Cell({ id, column, text, frozen, numeric, selected, onChoose }: CellProps) {
  return (
    // The grid itself takes the keys and names the active cell.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      role="gridcell"
      aria-colindex={column.index + 1}
      aria-selected={selected}
      className="cell"
      dir="auto"
      title={text !== undefined && text.length > 20 ? text.slice(0, 2000) : undefined}
      data-number={numeric ? '' : undefined}
      data-frozen={frozen ? '' : undefined}
      style={{ left: column.start, width: column.size }}
      onClick={onChoose}
    >
      {text === undefined ? '…' : text.slice(0, 500)}
    </div>
  );
}

function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
