// The one time picker of the app: typed, presets relative to now, recent ones, or a fixed range.
import { Button } from '@mantine/core';
import { IconChevronDown, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RANGE_PRESETS, rangeKey, rangeOfKey, resolveTimeRange, type TimeRange } from '../lib/time-range.ts';
import { ButtonPopover } from '../ui/button-popover.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useRecent } from '../ui/recent.tsx';
import { useNow } from '../ui/use-now.ts';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { useSetTimeRange, useTimeRange } from '../ui/use-time-range.ts';
import { FixedRange } from './fixed-range.tsx';
import { TypedRange } from './typed-range.tsx';
import { useRangeHistory } from './use-range-history.ts';
import { useRangeWords } from './use-range-words.ts';
import styles from './time-range-control.module.css';

/** The window shown beside the name is in minutes. */
const CLOCK_MS = 10_000;
const RECENT_SHOWN = 4;

export function TimeRangeControl() {
  const { t } = useTranslation('shell');
  const [opened, setOpened] = useState(false);
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const words = useRangeWords();
  const now = useNow(CLOCK_MS);
  const { widen, back } = useRangeHistory();
  useShortcuts({ h: () => setOpened(true), 'alt+ArrowUp': widen, 'alt+ArrowDown': back });
  const choose = (next: TimeRange): void => {
    setOpened(false);
    setRange(next);
  };
  return (
    <ButtonPopover
      opened={opened}
      onOpened={setOpened}
      label={t('timeRange')}
      className={styles.dropdown}
      button={(opener) => (
        <button {...opener} type="button" className={styles.control}>
          <IconClock size={14} stroke={1.75} />
          <span className="sl-visually-hidden">{t('timeRange')}: </span>
          <span className={styles.name}>{words.name(range)}</span>
          <span className={styles.window} data-alone={range.kind === 'absolute'}>
            {words.window(range, now)}
          </span>
          <IconChevronDown size={14} stroke={1.75} />
        </button>
      )}
    >
      {() => (
        <>
          <TypedRange now={now} onApply={choose} />
          <h3 className={styles.title}>{t('relative')}</h3>
          <Presets range={range} onChoose={choose} />
          <RecentRanges range={range} now={now} onChoose={choose} />
          <h3 className={styles.title}>{t('absolute')}</h3>
          <FixedRange window={resolveTimeRange(range, now)} onApply={choose} />
          <div className={styles.steps}>
            <Button variant="default" onClick={widen} rightSection={<Kbd>Alt ↑</Kbd>}>
              {t('widenTime')}
            </Button>
            <Button variant="default" onClick={back} rightSection={<Kbd>Alt ↓</Kbd>}>
              {t('timeBefore')}
            </Button>
          </div>
        </>
      )}
    </ButtonPopover>
  );
}

interface ChoiceProps {
  readonly range: TimeRange;
  readonly onChoose: (range: TimeRange) => void;
}

function Presets({ range, onChoose }: ChoiceProps) {
  const words = useRangeWords();
  return (
    <div className={styles.presets}>
      {RANGE_PRESETS.map((text) => {
        const preset = rangeOfKey(text);
        if (preset === undefined) return undefined;
        const chosen = range.kind === 'relative' && range.text === text;
        return (
          <Button
            key={text}
            variant={chosen ? 'light' : 'default'}
            aria-pressed={chosen}
            onClick={() => onChoose(preset)}
          >
            {words.name(preset)}
          </Button>
        );
      })}
    </div>
  );
}

/** Those that are neither presets nor shown. */
function RecentRanges({ range, now, onChoose }: ChoiceProps & { readonly now: bigint }) {
  const { t } = useTranslation('shell');
  const words = useRangeWords();
  const { recent } = useRecent();
  const others = recent.ranges.filter((key) => key !== rangeKey(range)).slice(0, RECENT_SHOWN);
  if (others.length === 0) return undefined;
  return (
    <>
      <h3 className={styles.title}>{t('recentTimes')}</h3>
      <ul className={styles.recent}>
        {others.map((key) => {
          const candidate = rangeOfKey(key);
          if (candidate === undefined) return undefined;
          return (
            <li key={key}>
              <button type="button" className={styles.recentItem} onClick={() => onChoose(candidate)}>
                {candidate.kind === 'relative' ? words.name(candidate) : words.window(candidate, now, 'second')}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
