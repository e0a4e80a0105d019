// Waiting for the first span: an empty loom whose shuttle crosses in 4 s, and for how long already.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../ui/use-now.ts';
import { nanosOfMillis } from '../../lib/time-range.ts';
import styles from './waiting.module.css';

/** Where spans will lie: left end and width in per cent, as a small trace would have them. */
const PLACES = [
  { left: 2, width: 79 },
  { left: 9, width: 60 },
  { left: 15.5, width: 36 },
  { left: 22.5, width: 50 },
  { left: 29, width: 29 },
] as const;
const ROW_HEIGHT = 24;

export function Waiting() {
  const { t } = useTranslation('start');
  return (
    <section>
      <header className={styles.header}>
        <span className={styles.ring} aria-hidden="true" />
        <h2 className={styles.title}>{t('waiting')}</h2>
        <Elapsed />
      </header>
      <div className={styles.loom} aria-hidden="true">
        {PLACES.map(({ left, width }, row) => (
          <span
            key={left}
            className={styles.place}
            style={{ left: `${left}%`, width: `${width}%`, top: 17 + row * ROW_HEIGHT }}
          />
        ))}
        <div className={styles.shuttle} />
      </div>
    </section>
  );
}

/** `0:42` since this was first shown; from an hour on `1:02:03`. */
function Elapsed() {
  const [since] = useState(() => nanosOfMillis(Date.now()));
  const seconds = Math.max(0, Number((useNow(1000) - since) / 1_000_000_000n));
  const parts = seconds < 3600 ? [seconds / 60] : [seconds / 3600, (seconds / 60) % 60];
  const text = [...parts, seconds % 60].map((part, index) =>
    String(Math.trunc(part)).padStart(index === 0 ? 1 : 2, '0'),
  );
  return (
    <span className={styles.elapsed} role="timer">
      {text.join(':')}
    </span>
  );
}
