// The time range as one types it. What was understood is said before it is applied.
import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseTimeRange } from '../lib/parse-time-range.ts';
import { nanosOfMillis, type TimeRange } from '../lib/time-range.ts';
import { Kbd } from '../ui/kbd.tsx';
import { useRangeWords } from './use-range-words.ts';
import styles from './time-range-control.module.css';

interface TypedRangeProps {
  /** Unix nanoseconds, for what is said; the range is read anew when it is applied. */
  readonly now: bigint;
  readonly onApply: (range: TimeRange) => void;
}

export function TypedRange({ now, onApply }: TypedRangeProps) {
  const { t } = useTranslation('shell');
  const words = useRangeWords();
  const [text, setText] = useState('');
  const noteId = useId();
  const parsed = parseTimeRange(text, now);
  const empty = text.trim() === '';
  const wrong = !empty && parsed.kind !== 'range';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const applied = parseTimeRange(text, nanosOfMillis(Date.now()));
        if (applied.kind === 'range') onApply(applied.range);
      }}
    >
      <TextInput
        label={t('typeTime')}
        classNames={{ label: styles.title }}
        placeholder={t('typeTimeExample')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        aria-describedby={noteId}
        aria-invalid={wrong}
        rightSection={parsed.kind === 'range' ? <Kbd>↵</Kbd> : undefined}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p id={noteId} className={styles.note} role="status" data-wrong={wrong}>
        {empty && t('typeTimeHint')}
        {!empty && parsed.kind === 'unreadable' && t('typeTimeUnread')}
        {!empty && parsed.kind === 'empty' && t('rangeEmpty')}
        {!empty && parsed.kind === 'range' && (
          <>
            {t('understood')} <b>{words.name(parsed.range)}</b> {words.window(parsed.range, now, 'second')}
          </>
        )}
      </p>
    </form>
  );
}
