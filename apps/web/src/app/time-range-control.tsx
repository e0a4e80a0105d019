// The one time picker of the app: presets relative to now, or a fixed range.
import { Button, Popover, TextInput } from '@mantine/core';
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
  const [from, setFrom] = useState(() => inputValue(window.start));
  const [to, setTo] = useState(() => inputValue(window.end));
  const start = nanosOfInput(from);
  const end = nanosOfInput(to);
  const wrong = start === undefined || end === undefined || start >= end;
  return (
    <form
      className={styles.fixed}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onApply({ kind: 'absolute', start, end });
      }}
    >
      <DateTimeInput label={t('from')} value={from} onChange={setFrom} />
      <DateTimeInput label={t('to')} value={to} onChange={setTo} error={wrong ? t('rangeEmpty') : undefined} />
      <Button type="submit" disabled={wrong}>
        {t('apply')}
      </Button>
    </form>
  );
}

interface DateTimeInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

/** The browser's own: typed or picked, in its language, with names for readers. */
function DateTimeInput({ label, value, onChange, error }: DateTimeInputProps) {
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={label}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
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

/** `YYYY-MM-DDTHH:mm:ss`, local time, as the input wants it. */
function inputValue(time: bigint): string {
  const date = new Date(Number(time / 1_000_000n));
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function nanosOfInput(text: string): bigint | undefined {
  const millis = new Date(text).getTime();
  return Number.isNaN(millis) || millis < 0 ? undefined : nanosOfMillis(millis);
}
