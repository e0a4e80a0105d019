// In the foot line: since when the server does not answer.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import { nanosOfMillis } from '../lib/time-range.ts';
import type { Outage } from './use-outage.ts';
import styles from './unreachable-foot.module.css';

export function UnreachableFoot({ outage }: { readonly outage: Outage | undefined }) {
  const { t } = useTranslation('shell');
  const format = useFormat();
  if (outage === undefined) return undefined;
  return (
    <span className={styles.unreachable}>
      {t('unreachableFoot', { time: format.clock(nanosOfMillis(outage.since)) })}
    </span>
  );
}
