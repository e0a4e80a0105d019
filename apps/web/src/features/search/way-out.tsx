// A line of what can be done when nothing matches: what would be asked instead, how much it finds, and the button for it.
import type { ReactNode } from 'react';
import styles from './no-results.module.css';

interface WayOutProps {
  readonly as: 'li' | 'p';
  /** Whether it finds something. */
  readonly some: boolean;
  readonly what: ReactNode;
  readonly count: string;
  readonly action: ReactNode;
}

export function WayOut({ as: Line, some, what, count, action }: WayOutProps) {
  return (
    <Line className={styles.item} data-some={some}>
      <span className={styles.condition}>{what}</span>
      <span className={styles.count}>{count}</span>
      <span>{action}</span>
    </Line>
  );
}
