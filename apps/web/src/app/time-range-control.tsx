// The one time picker of the app: presets relative to now, or a fixed range.
import { Button, Popover } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { IconChevronDown, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../i18n/use-format.ts';
import {
  nanosOfMillis,
  RANGE_PRESETS,
  relativeRange,
  resolveTimeRange,
  type TimeRange,
  type TimeWindow,
} from '../lib/time-range.ts';
import { useNow } from '../ui/use-now.ts';
import { useSetTimeRange, useTimeRange } from '../ui/use-time-range.ts';
import styles from './time-range-control.module.css';

/** The window shown beside the name is in minutes. */
const CLOCK_MS = 10_000;
const DAY_SECONDS = 86_400;

export function TimeRangeControl() {
  const { t } = useTranslation('shell');
  const [opened, setOpened] = useState(false);
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const rangeName = useRangeName();
  const format = useFormat();
  const now = useNow(CLOCK_MS);
  const window = resolveTimeRange(range, now);
  const choose = (next: TimeRange): void => {
    setOpened(false);
    setRange(next);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <button
          type="button"
          className={styles.control}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened((before) => !before)}
        >
          <IconClock size={14} stroke={1.75} />
          <span className="sl-visually-hidden">{t('timeRange')}: </span>
          <span className={styles.name}>{rangeName(range)}</span>
          <span className={styles.window} data-alone={range.kind === 'absolute'}>
            {windowText(range, window, now, format)}
          </span>
          <IconChevronDown size={14} stroke={1.75} />
        </button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('timeRange')} className={styles.dropdown}>
        <h3 className={styles.title}>{t('relative')}</h3>
        <div className={styles.presets}>
          {RANGE_PRESETS.map((text) => {
            const preset = relativeRange(text);
            if (preset === undefined) return undefined;
            const chosen = range.kind === 'relative' && range.text === text;
            return (
              <Button
                key={text}
                variant={chosen ? 'light' : 'default'}
                aria-pressed={chosen}
                onClick={() => choose(preset)}
              >
                {rangeName(preset)}
              </Button>
            );
          })}
        </div>
        <h3 className={styles.title}>{t('absolute')}</h3>
        <FixedRange window={window} onApply={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Within a day back from now the clock says it; else the days stand with it. */
function windowText(range: TimeRange, window: TimeWindow, now: bigint, format: Format): string {
  const ends = [window.start, window.end] as const;
  const clockIsEnough = range.kind === 'relative' && range.seconds < DAY_SECONDS;
  return ends
    .map((end) => (clockIsEnough ? format.clock(end, 'minute') : format.moment(end, now, 'minute')))
    .join(' – ');
}

interface FixedRangeProps {
  readonly window: TimeWindow;
  readonly onApply: (range: TimeRange) => void;
}

function FixedRange({ window, onApply }: FixedRangeProps) {
  const { t } = useTranslation('shell');
  const [from, setFrom] = useState<string | null>(() => pickerValue(window.start));
  const [to, setTo] = useState<string | null>(() => pickerValue(window.end));
  const start = nanosOfPicker(from);
  const end = nanosOfPicker(to);
  const wrong = start === undefined || end === undefined || start >= end;
  return (
    <form
      className={styles.fixed}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onApply({ kind: 'absolute', start, end });
      }}
    >
      <DateTimePicker
        label={t('from')}
        size="xs"
        value={from}
        onChange={setFrom}
        withSeconds
        valueFormat="YYYY-MM-DD HH:mm:ss"
        popoverProps={{ withinPortal: false }}
      />
      <DateTimePicker
        label={t('to')}
        size="xs"
        value={to}
        onChange={setTo}
        withSeconds
        valueFormat="YYYY-MM-DD HH:mm:ss"
        error={wrong ? t('rangeEmpty') : undefined}
        popoverProps={{ withinPortal: false }}
      />
      <Button type="submit" disabled={wrong}>
        {t('apply')}
      </Button>
    </form>
  );
}

/** "Last 15 minutes", "Fixed time". */
function useRangeName(): (range: TimeRange) => string {
  const { t } = useTranslation('shell');
  return (range) => {
    if (range.kind === 'absolute') return t('fixedTime');
    const { seconds } = range;
    if (seconds % DAY_SECONDS === 0 && seconds > DAY_SECONDS)
      return t('last', { duration: t('days', { count: seconds / DAY_SECONDS }) });
    if (seconds % 3600 === 0) return t('last', { duration: t('hours', { count: seconds / 3600 }) });
    if (seconds % 60 === 0) return t('last', { duration: t('minutes', { count: seconds / 60 }) });
    return t('last', { duration: t('seconds', { count: seconds }) });
  };
}

/** The picker's `YYYY-MM-DD HH:mm:ss`, local time. */
function pickerValue(time: bigint): string {
  const date = new Date(Number(time / 1_000_000n));
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function nanosOfPicker(text: string | null): bigint | undefined {
  const millis = text === null ? Number.NaN : new Date(text.replace(' ', 'T')).getTime();
  return Number.isNaN(millis) || millis < 0 ? undefined : nanosOfMillis(millis);
}
