// The line above the list: how much of it has been read, what new traces wait, and the order.
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { NewTraces } from './new-traces.tsx';
import styles from './order-line.module.css';

interface OrderLineProps {
  readonly sort: string;
  readonly loaded: number | undefined;
  readonly total: number | undefined;
  readonly onSort: (sort: string) => void;
  /** Traces that have come since, and wait. */
  readonly waiting: number;
  readonly onInsert: () => void;
}

export function OrderLine({ sort, loaded, total, onSort, waiting, onInsert }: OrderLineProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  return (
    <div className={styles.line}>
      <h2 className={styles.title}>{t('results')}</h2>
      {loaded !== undefined && total !== undefined && (
        <span className={styles.loaded}>
          {loaded >= total
            ? t('allLoaded', { total: format.count(total) })
            : t('loaded', { loaded: format.count(loaded), total: format.count(total) })}
        </span>
      )}
      <NewTraces count={waiting} onInsert={onInsert} />
      <Select
        className={styles.order}
        classNames={{ input: styles.orderInput }}
        aria-label={t('order')}
        data={[
          { value: 'newest', label: t('newest') },
          { value: 'longest', label: t('longest') },
        ]}
        value={sort}
        allowDeselect={false}
        withCheckIcon={false}
        onChange={(value) => value !== null && onSort(value)}
      />
    </div>
  );
}
