// The head of one column of the list: its name, the order, and of durations the scale that the bars share.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { ResultColumn } from './result-columns.ts';
import styles from './result-list.module.css';

const NUMBERS: ReadonlySet<ResultColumn> = new Set(['spans', 'weight', 'errors']);

interface ColumnHeaderProps {
  readonly column: ResultColumn;
  readonly sort: string;
  /** Longest duration of the list, ns. */
  readonly scaleMax: number;
}

export function ColumnHeader({ column, sort, scaleMax }: ColumnHeaderProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const sorted = column === (sort === 'longest' ? 'duration' : 'start');
  const name = (
    <span title={column === 'weight' ? t('weightTip') : undefined}>
      {t(`column.${column}`)}
      {sorted && <span aria-hidden="true"> ↓</span>}
    </span>
  );
  return (
    <span
      role="columnheader"
      aria-sort={sorted ? 'descending' : undefined}
      className={column === 'duration' ? styles.durationHead : NUMBERS.has(column) ? styles.number : undefined}
    >
      {name}
      {column === 'duration' && scaleMax > 0 && <span>{t('scale', { max: format.duration(scaleMax) })}</span>}
    </span>
  );
}
