// Nothing takes as long as is asked for: how long the longest trace takes that matches the rest, and a limit that it passes.
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type FilterQuery, histogramQuery, searchQuery } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimeWindow } from '../../lib/time-range.ts';
import { useConditionTexts } from '../../ui/filter/condition-text.ts';
import type { Condition } from '../../ui/filter/conditions.ts';
import { roundedDown } from './rounded-down.ts';
import { WayOut } from './way-out.tsx';
import styles from './no-results.module.css';

interface ShorterDurationProps {
  readonly filter: FilterQuery;
  readonly window: TimeWindow;
  readonly onTake: (condition: Condition) => void;
}

/** Offered only where it brings something: a trace can take long without any span that does. */
export function ShorterDuration({ filter, window, onTake }: ShorterDurationProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const conditionTexts = useConditionTexts();
  const ends = { start: String(window.start), end: String(window.end) };
  const wanted = filter.minDuration;
  const { data: list } = useInfiniteQuery({
    ...searchQuery({ ...filter, ...ends, minDuration: undefined, sort: 'longest', limit: 1 }),
    enabled: wanted !== undefined,
  });
  const longest = list?.pages[0]?.traces[0]?.duration;
  const limit = longest === undefined ? undefined : String(roundedDown(BigInt(longest)));
  const shorter = wanted !== undefined && limit !== undefined && limit !== '0' && BigInt(limit) < BigInt(wanted);
  const { data: counted } = useQuery({
    ...histogramQuery({ ...filter, ...ends, minDuration: limit, buckets: 1 }),
    enabled: shorter,
  });
  if (!shorter || longest === undefined || counted === undefined || counted.traces === 0) return undefined;
  const condition: Condition = { kind: 'minDuration', nanoseconds: limit };
  return (
    <>
      <h2 className={styles.heading}>{t('orShorter')}</h2>
      <WayOut
        as="p"
        some
        what={t('longestIs', { duration: format.duration(BigInt(longest)) })}
        count={t('traces', { count: counted.traces, text: format.count(counted.traces) })}
        action={
          <Button variant="default" onClick={() => onTake(condition)}>
            {conditionTexts(condition).whole}
          </Button>
        }
      />
    </>
  );
}
