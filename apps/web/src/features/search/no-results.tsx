// Nothing matches: which condition keeps everything out, each one counted before it is offered; or which wider window has some.
import { Button } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type FilterQuery, histogramQuery } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { nanosOfMillis, relativeRange, type TimeRange, type TimeWindow, widerRange } from '../../lib/time-range.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { StatePanel } from '../../ui/states.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useConditionTexts } from '../../ui/filter/condition-text.ts';
import {
  type Condition,
  conditionId,
  withCondition,
  withoutCondition,
  withoutConditions,
} from '../../ui/filter/conditions.ts';
import { OtherNumbers } from './other-numbers.tsx';
import type { SearchUrl } from './search-url.ts';
import { ShorterDuration } from './shorter-duration.tsx';
import { filterOf } from './use-search.ts';
import { WayOut } from './way-out.tsx';
import styles from './no-results.module.css';

interface NoResultsProps {
  readonly url: SearchUrl;
  readonly conditions: readonly Condition[];
  readonly filter: FilterQuery;
  readonly range: TimeRange;
  readonly window: TimeWindow;
  readonly onChange: (url: SearchUrl) => void;
  readonly onRange: (range: TimeRange) => void;
}

export function NoResults({ url, conditions, filter, range, window, onChange, onRange }: NoResultsProps) {
  const { t } = useTranslation(['search', 'filter']);
  const shell = useTranslation('shell');
  const format = useFormat();
  const ends = { start: String(window.start), end: String(window.end) };
  const dropped = useQueries({
    queries: conditions.map((condition) =>
      histogramQuery({ ...filterOf(withoutCondition(url, condition)), ...ends, buckets: 1 }),
    ),
  });
  const { data: all } = useQuery({ ...histogramQuery({ ...ends, buckets: 1 }), enabled: conditions.length > 1 });
  const useful = conditions.filter((_, index) => (dropped[index]?.data?.traces ?? 0) > 0);
  const dropNth = (nth: number): unknown => {
    const condition = useful[nth];
    if (condition === undefined) return false;
    onChange(withoutCondition(url, condition));
    return true;
  };
  useShortcuts({ d: () => dropNth(0) });
  const count = conditions.length;
  const title = count === 0 ? t('noneInWindow') : t('noneMatchesAll', { count, text: format.count(count) });
  const shownWindow = format.window(window.start, window.end, window.end);

  return (
    <StatePanel title={title} lead={t('noneLead', { window: shownWindow })}>
      {count > 0 && (
        <>
          <h2 className={styles.heading}>{t('withoutOne')}</h2>
          <ul className={styles.list}>
            {conditions.map((condition, index) => (
              <DroppedCondition
                key={conditionId(condition)}
                condition={condition}
                traces={dropped[index]?.data?.traces}
                failed={dropped[index]?.isError ?? false}
                withKey={condition === useful[0]}
                onDrop={() => onChange(withoutCondition(url, condition))}
              />
            ))}
          </ul>
        </>
      )}
      {count > 1 && useful.length === 0 && all !== undefined && all.traces > 0 && (
        <WayOut
          as="p"
          some
          what={t('withoutAny')}
          count={t('traces', { count: all.traces, text: format.count(all.traces) })}
          action={
            <Button variant="default" onClick={() => onChange(withoutConditions(url))}>
              {t('filter:clearFilters')}
            </Button>
          }
        />
      )}
      <OtherNumbers url={url} conditions={conditions} window={window} onChange={onChange} />
      <ShorterDuration
        filter={filter}
        window={window}
        onTake={(condition) => onChange(withCondition(url, condition))}
      />
      {range.kind === 'absolute' && (
        <Button
          variant="default"
          className={styles.widen}
          onClick={() => onRange(widerRange(range, nanosOfMillis(Date.now())))}
          rightSection={<Kbd>Alt ↑</Kbd>}
        >
          {shell.t('widenTime')}
        </Button>
      )}
      {range.kind === 'relative' && <WiderWindows filter={filter} range={range} window={window} onRange={onRange} />}
    </StatePanel>
  );
}

interface DroppedConditionProps {
  readonly condition: Condition;
  /** undefined while they are counted. */
  readonly traces: number | undefined;
  readonly failed: boolean;
  readonly withKey: boolean;
  readonly onDrop: () => void;
}

function DroppedCondition({ condition, traces, failed, withKey, onDrop }: DroppedConditionProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { whole } = useConditionTexts()(condition);
  const some = traces !== undefined && traces > 0;
  const none = failed ? t('notCounted') : traces === undefined ? t('counting') : t('none');
  return (
    <WayOut
      as="li"
      some={some}
      what={
        <>
          {t('drop')} <code>{whole}</code>
        </>
      }
      count={some ? t('traces', { count: traces, text: format.count(traces) }) : none}
      action={
        some && (
          <Button variant="default" onClick={onDrop} rightSection={withKey ? <Kbd>D</Kbd> : undefined}>
            {t('dropIt')}
          </Button>
        )
      }
    />
  );
}

const WIDER = ['1h', '24h', '7d'] as const;

/** The same conditions in longer windows, offered where they hold something. */
function WiderWindows({
  filter,
  range,
  window,
  onRange,
}: Pick<NoResultsProps, 'filter' | 'window' | 'onRange'> & { readonly range: TimeRange & { kind: 'relative' } }) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const shell = useTranslation('shell');
  const wider = WIDER.flatMap((text) => relativeRange(text) ?? []).filter(({ seconds }) => seconds > range.seconds);
  const counted = useQueries({
    queries: wider.map(({ seconds }) => {
      const start = window.end - nanosOfMillis(seconds * 1000);
      return histogramQuery({ ...filter, start: String(start < 0n ? 0n : start), end: String(window.end), buckets: 1 });
    }),
  });
  const offered = wider.flatMap((candidate, index) => {
    const traces = counted[index]?.data?.traces ?? 0;
    return traces > 0 ? [{ candidate, traces }] : [];
  });
  if (offered.length === 0) return undefined;
  return (
    <>
      <h2 className={styles.heading}>{t('widerTime')}</h2>
      <ul className={styles.list}>
        {offered.map(({ candidate, traces }) => {
          const unit = candidate.seconds % 86_400 === 0 && candidate.seconds > 86_400 ? 'days' : 'hours';
          const amount = candidate.seconds / (unit === 'days' ? 86_400 : 3600);
          const name = shell.t(unit, { count: amount });
          return (
            <WayOut
              key={candidate.text}
              as="li"
              some
              what={shell.t('last', { duration: name })}
              count={t('traces', { count: traces, text: format.count(traces) })}
              action={
                <Button variant="default" onClick={() => onRange(candidate)}>
                  {t('lookAt', { range: name })}
                </Button>
              }
            />
          );
        })}
      </ul>
    </>
  );
}
