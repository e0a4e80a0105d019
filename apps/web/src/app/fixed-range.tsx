// A fixed time range, picked with the browser's own inputs for date and time.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimeRange, TimeWindow } from '../lib/time-range.ts';
import { DateTimeInput, inputValue, nanosOfInput } from '../ui/date-time-input.tsx';
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
