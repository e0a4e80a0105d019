// A line without axes beside its number: how the number came about over the time of the page.
import { sparklinePaths } from './sparkline-layout.ts';
import styles from './sparkline.module.css';

const WIDTH = 160;
const HEIGHT = 26;

interface SparklineProps {
  /** One for each step of the time; undefined where there is none. */
  readonly values: readonly (number | undefined)[];
  readonly tone: 'neutral' | 'error';
  /** For those who do not see it. */
  readonly label: string;
}

export function Sparkline({ values, tone, label }: SparklineProps) {
  const { line, area } = sparklinePaths(values, WIDTH, HEIGHT);
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT + 2}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      data-tone={tone}
    >
      <path className={styles.area} d={area} />
      <path className={styles.line} d={line} />
    </svg>
  );
}
