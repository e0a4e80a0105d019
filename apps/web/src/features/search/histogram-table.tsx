// The table twin of the histogram: one row for each bucket that holds something.
import type { HistogramResponse } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimeWindow } from '../../lib/time-range.ts';
import { bucketsOfBox, bucketStart } from './time-box.ts';
import styles from './histogram.module.css';

interface HistogramTableProps {
  readonly data: HistogramResponse;
  readonly window: TimeWindow;
  /** Its rows are marked, as its bars are in the picture. */
  readonly box: TimeWindow | undefined;
}

export function HistogramTable({ data, window, box }: HistogramTableProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { buckets } = data;
  const edge = (index: number): string => format.moment(bucketStart(window, buckets.length, index), window.end);
  const boxed = box === undefined ? undefined : bucketsOfBox(window, buckets.length, box);
  const inBox = (index: number): boolean => boxed !== undefined && index >= boxed.from && index <= boxed.to;
  return (
    // Scrolls inside, so it takes the focus: arrow keys move it.
    <section className={styles.tableRegion} aria-label={t('chart')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('bucketTime')}</th>
            <th scope="col">{t('bucketTraces')}</th>
            <th scope="col">{t('bucketErrors')}</th>
          </tr>
        </thead>
        <tbody>
          {buckets.map((bucket, index) =>
            bucket.traces === 0 ? undefined : (
              // Buckets have no identity but their place.
              <tr key={edge(index)} data-boxed={inBox(index)}>
                <td>
                  {edge(index)} – {edge(index + 1)}
                  {inBox(index) && <span className="sl-visually-hidden"> {t('inBox')}</span>}
                </td>
                <td>{format.count(bucket.traces)}</td>
                <td data-error={bucket.errorTraces > 0}>
                  {bucket.errorTraces === 0 ? '–' : format.count(bucket.errorTraces)}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}
