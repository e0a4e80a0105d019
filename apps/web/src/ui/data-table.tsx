// The table twin of a picture, of which only the rows on screen exist. Its columns may sort it, its rows may be selected; the
// selected row is brought into view.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './data-table.module.css';

const ROW_HEIGHT = 28;

export interface DataColumn<C extends string = string> {
  readonly id: C;
  readonly label: string;
  readonly number: boolean;
}

export interface DataRow {
  readonly key: string;
  readonly selected?: boolean;
  /** undefined: the row is not to be selected. */
  readonly onSelect?: () => void;
  /** One `th scope="row"`, and a `td` for each further column. */
  readonly cells: () => ReactNode;
}

interface DataTableProps<C extends string> {
  readonly label: string;
  readonly columns: readonly DataColumn<C>[];
  readonly rows: readonly DataRow[];
  /** undefined: rows stand in the order that they are given in. */
  readonly sort?: { readonly column: C; readonly descending: boolean };
  readonly onSort?: (column: C) => void;
}

export function DataTable<C extends string>({ label, columns, rows, sort, onSort }: DataTableProps<C>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    // The head lies over the first rows, and pushes the last ones down.
    scrollPaddingEnd: ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const selected = rows.findIndex((row) => row.selected === true);
  const selectedKey = rows[selected]?.key;
  useEffect(() => {
    if (selectedKey !== undefined) virtual.scrollToIndex(selected, { align: 'auto' });
  }, [selectedKey, selected, virtual]);
  return (
    <div className={styles.scroll} ref={scroller}>
      <table className={styles.table} aria-rowcount={rows.length + 1}>
        <caption className="sl-visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map(({ id, label: word, number }) => (
              <th
                key={id}
                scope="col"
                data-number={number}
                aria-sort={sort?.column !== id ? undefined : sort.descending ? 'descending' : 'ascending'}
              >
                {onSort === undefined ? (
                  word
                ) : (
                  <button type="button" className={styles.head} onClick={() => onSort(id)}>
                    {word}
                    {sort?.column === id && <SortArrow descending={sort.descending} />}
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} columns={columns.length} />}
          {items.map(({ index }) => {
            const row = rows[index];
            return row && <TableRow key={row.key} row={row} index={index} />;
          })}
          {below > 0 && <Gap height={below} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

function SortArrow({ descending }: { readonly descending: boolean }) {
  const Icon = descending ? IconArrowDown : IconArrowUp;
  return <Icon size={12} stroke={1.75} aria-hidden="true" />;
}

/** Holds the place of rows that are not on screen. */
function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  return (
    <tr aria-hidden="true" className={styles.gap}>
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function TableRow({ row, index }: { readonly row: DataRow; readonly index: number }) {
  const { onSelect } = row;
  if (onSelect === undefined) return <tr aria-rowindex={index + 2}>{row.cells()}</tr>;
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    const step = event.key === 'ArrowDown' ? 'nextElementSibling' : 'previousElementSibling';
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = event.currentTarget[step];
      if (next instanceof HTMLElement && next.tabIndex === 0) next.focus();
      event.preventDefault();
    }
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onSelect();
  };
  return (
    <tr
      tabIndex={0}
      aria-rowindex={index + 2}
      aria-selected={row.selected ?? false}
      data-selected={row.selected ?? false}
      onClick={onSelect}
      onKeyDown={onKeyDown}
    >
      {row.cells()}
    </tr>
  );
}
