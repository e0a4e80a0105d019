// A table whose columns sort it, and of which only the rows on screen exist. The selected row is brought into view.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type EdgeColumn, isNumber, type NodeColumn, type Sort } from './table-sort.ts';
import styles from './sortable-table.module.css';

const ROW_HEIGHT = 28;

interface Row {
  readonly key: string;
  readonly selected: boolean;
  readonly onSelect: () => void;
  readonly cells: () => ReactNode;
}

interface SortableTableProps<C extends EdgeColumn | NodeColumn> {
  readonly label: string;
  readonly columns: readonly C[];
  readonly sort: Sort<C>;
  readonly onSort: (column: C) => void;
  readonly rows: readonly Row[];
}

export function SortableTable<C extends EdgeColumn | NodeColumn>(props: SortableTableProps<C>) {
  const { t } = useTranslation('services');
  const { label, columns, sort, onSort, rows } = props;
  const columnWord = (column: EdgeColumn | NodeColumn): string => t(`columns.${column}`);
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
  const selected = rows.findIndex((row) => row.selected);
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
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                data-number={isNumber(column)}
                aria-sort={sort.column !== column ? undefined : sort.descending ? 'descending' : 'ascending'}
              >
                <button type="button" className={styles.head} onClick={() => onSort(column)}>
                  {columnWord(column)}
                  {sort.column === column && <SortArrow descending={sort.descending} />}
                </button>
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

function TableRow({ row, index }: { readonly row: Row; readonly index: number }) {
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>): void => {
    const step = event.key === 'ArrowDown' ? 'nextElementSibling' : 'previousElementSibling';
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const next = event.currentTarget[step];
      if (next instanceof HTMLElement && next.tabIndex === 0) next.focus();
      event.preventDefault();
    }
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    row.onSelect();
  };
  return (
    <tr
      tabIndex={0}
      aria-rowindex={index + 2}
      aria-selected={row.selected}
      data-selected={row.selected}
      onClick={row.onSelect}
      onKeyDown={onKeyDown}
    >
      {row.cells()}
    </tr>
  );
}
