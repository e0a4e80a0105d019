// The numbers of the selected part, four of them with how they came about.
import type { Difference } from '@spanloom/analysis';
import type { CallNumbers } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useChangeWords } from '../../ui/use-change-words.ts';
import { Sparkline } from '../../viz/sparkline.tsx';
import type { RedSeries, SeriesState } from './red-series.ts';
import styles from './part-numbers.module.css';

interface PartNumbersProps {
  readonly numbers: CallNumbers;
  readonly failing: boolean;
  /** From the time that it is compared with. */
  readonly difference: Difference | undefined;
  readonly sampled: boolean;
  /** undefined: the numbers alone. */
  readonly over: SeriesState | undefined;
  /** Of `calls`: calls of an edge, requests of a node. */
  readonly callsName: string;
}

export function PartNumbers({ numbers, failing, difference, sampled, over, callsName }: PartNumbersProps) {
  const { t } = useTranslation(['services', 'graph']);
  const format = useFormat();
  const changeWords = useChangeWords();
  const duration = (nanoseconds: string | number): string => format.duration(BigInt(Math.round(Number(nanoseconds))));
  const rate = (perSecond: number): string => t('graph:rps', { rate: format.rate(perSecond) });
  const rows = [
    { of: 'rate', name: t(sampled ? 'rateEstimated' : 'columns.rate'), value: rate(numbers.rate), write: rate },
    { of: 'errors', name: t('columns.errors'), value: format.share(numbers.errorShare), write: format.share },
    { of: 'p50', name: 'p50', value: duration(numbers.p50), write: duration },
    { of: 'p95', name: 'p95', value: duration(numbers.p95), write: duration },
  ] as const;
  return (
    <dl className={styles.numbers} data-charted={over?.series !== undefined} data-compared={difference !== undefined}>
      {rows.map(({ of, name, value, write }) => (
        <div key={of} className={styles.row} data-failing={of === 'errors' && failing}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {difference !== undefined && (
            <dd className={styles.change} data-tone={changeWords.value(difference, of).tone}>
              {changeWords.value(difference, of).text}
            </dd>
          )}
          {over?.series !== undefined && (
            <dd className={styles.chart}>
              <Sparkline
                values={over.series[of]}
                tone={of === 'errors' && hasErrors(over.series) ? 'error' : 'neutral'}
                label={t('overTime', { name, ...extent(over.series[of], write) })}
              />
            </dd>
          )}
        </div>
      ))}
      <div className={styles.row}>
        <dt>p99</dt>
        <dd>{duration(numbers.p99)}</dd>
      </div>
      <div className={styles.row}>
        <dt>{callsName}</dt>
        <dd>{format.count(numbers.calls)}</dd>
      </div>
      {over !== undefined && over.series === undefined && (
        <div className={styles.note}>
          <dt>{over.error === null ? t('readingSeries') : t('noSeries', { message: over.error.message })}</dt>
          <dd />
        </div>
      )}
    </dl>
  );
}

function hasErrors(series: RedSeries): boolean {
  return series.errors.some((share) => (share ?? 0) > 0);
}

function extent(values: readonly (number | undefined)[], write: (value: number) => string) {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0
    ? { least: '–', most: '–' }
    : { least: write(Math.min(...known)), most: write(Math.max(...known)) };
}
