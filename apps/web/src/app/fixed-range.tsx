// A fixed time range, picked with the browser's own inputs for date and time.
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nanosOfMillis, type TimeRange, type TimeWindow } from '../lib/time-range.ts';
import styles from './time-range-control.module.css';

interface FixedRangeProps {
  readonly window: TimeWindow;
  readonly onApply: (range: TimeRange) => void;
}

export function FixedRange({ window, onApply }: FixedRangeProps) {
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
      <Button type="submit" variant="default" disabled={wrong}>
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
