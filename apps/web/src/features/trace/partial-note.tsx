// Below the rows of a trace with gaps: what is missing, why that may be, and what to do about it, in words.
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import type { TraceModel } from './trace-model.ts';
import styles from './trace-page.module.css';

/** Nothing for a trace that is whole. */
export function PartialNote({ model }: { readonly model: TraceModel }) {
  const { t } = useTranslation('trace');
  const gap = model.rows.find((row) => row.kind === 'missing') ?? model.rows.find((row) => row.kind === 'ghost');
  if (gap === undefined) return undefined;
  const child = model.rows[gap.row.children[0] ?? -1];
  const called =
    child?.kind === 'span'
      ? { name: child.row.span.name || t('unnamed'), service: child.row.span.service.name }
      : undefined;
  return (
    <section className={styles.partial} aria-label={t('incomplete')}>
      <h2>
        <Badge tone="warn">{t('incomplete')}</Badge>
        {called !== undefined && t('missingAbove', called)}
      </h2>
      <p>{t('missingCauses', { id: gap.missingSpanId })}</p>
      <p>{t('missingToDo')}</p>
    </section>
  );
}
