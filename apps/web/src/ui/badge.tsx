// A small word on a soft ground. Red is for errors alone; amber says the reason lies elsewhere.
import type { ReactNode } from 'react';
import styles from './badge.module.css';

export type Tone = 'neutral' | 'error' | 'warn' | 'ok' | 'accent';

export function Badge({
  tone,
  title,
  children,
}: {
  readonly tone: Tone;
  readonly title?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={styles.badge} data-tone={tone} title={title}>
      {children}
    </span>
  );
}
