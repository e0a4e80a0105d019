// How fresh the numbers of a live picture are, and how many the last tick changed.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { nanosOfMillis } from '../lib/time-range.ts';
import { Badge } from './badge.tsx';
import styles from './freshness.module.css';
import { isUnreachable } from './states.tsx';
import { useNow } from './use-now.ts';

interface FreshnessProps {
  readonly live: {
    /** Unix milliseconds of the last answer; 0 for never. */
    readonly updatedAt: number;
    readonly error: Error | null;
  };
  readonly followsClock: boolean;
  /** How many values the last tick changed; undefined: it is not told. */
  readonly changes: number | undefined;
}

export function Freshness({ live, followsClock, changes }: FreshnessProps) {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const now = useNow(1000);
  if (live.updatedAt === 0) return undefined;
  if (!followsClock) return <Badge tone="neutral">{t('fixedWindow')}</Badge>;
  const updated = nanosOfMillis(live.updatedAt);
  const age = format.relative(updated, now > updated ? now : updated);
  if (live.error !== null) {
    // The banner says it when the server is away; any other refusal is said here.
    const reason = isUnreachable(live.error) ? '' : live.error.message;
    return (
      <Badge tone="warn" title={reason}>
        {t('notLive', { age })}
      </Badge>
    );
  }
  return (
    <>
      <Badge tone="ok">
        <span className={styles.dot} />
        {t('live', { age })}
      </Badge>
      {changes !== undefined && <Badge tone="neutral">{t('valuesChanged', { count: changes })}</Badge>}
    </>
  );
}
