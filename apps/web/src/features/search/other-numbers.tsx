// Nothing has the number as it is written: the same number as it is stored, each counted before it is offered.
import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { histogramQuery } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimeWindow } from '../../lib/time-range.ts';
import { useConditionTexts } from '../../ui/filter/condition-text.ts';
import {
  type AttributeCondition,
  type Condition,
  conditionId,
  withCondition,
  withoutCondition,
} from '../../ui/filter/conditions.ts';
import type { SearchUrl } from './search-url.ts';
import { storedNumber } from '../../ui/filter/stored-number.ts';
import { filterOf } from './use-search.ts';
import { WayOut } from './way-out.tsx';
import styles from './no-results.module.css';

interface OtherNumbersProps {
  readonly url: SearchUrl;
  readonly conditions: readonly Condition[];
  readonly window: TimeWindow;
  readonly onChange: (url: SearchUrl) => void;
}

export function OtherNumbers({ url, conditions, window, onChange }: OtherNumbersProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const conditionTexts = useConditionTexts();
  const offers = conditions.flatMap((condition) => offersFor(url, condition));
  const ends = { start: String(window.start), end: String(window.end), buckets: 1 };
  const counted = useQueries({
    queries: offers.map(({ changed }) => histogramQuery({ ...filterOf(changed), ...ends })),
  });
  const useful = offers.flatMap((offer, index) => {
    const traces = counted[index]?.data?.traces ?? 0;
    return traces > 0 ? [{ ...offer, traces }] : [];
  });
  if (useful.length === 0) return undefined;
  return (
    <>
      <h2 className={styles.heading}>{t('otherNumber')}</h2>
      <ul className={styles.list}>
        {useful.map(({ condition, changed, traces }) => (
          <WayOut
            key={conditionId(condition)}
            as="li"
            some
            what={<code>{conditionTexts(condition).whole}</code>}
            count={t('traces', { count: traces, text: format.count(traces) })}
            action={
              <Button variant="default" onClick={() => onChange(changed)}>
                {t('takeNumber')}
              </Button>
            }
          />
        ))}
      </ul>
    </>
  );
}

interface Offer {
  readonly condition: AttributeCondition;
  /** The search with it in place of what is written. */
  readonly changed: SearchUrl;
}

function offersFor(url: SearchUrl, written: Condition): readonly Offer[] {
  const value = written.kind === 'attribute' ? storedNumber(written.value) : undefined;
  if (written.kind !== 'attribute' || value === undefined) return [];
  const condition = { ...written, value };
  return [{ condition, changed: withCondition(withoutCondition(url, written), condition) }];
}
