// Below the rows of a trace with gaps: what is missing, why that may be, what to do about it, and where to look.
import { nodeId } from '@spanloom/analysis';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/badge.tsx';
import { useNameText } from '../../ui/name.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import type { TraceModel } from './trace-model.ts';
import styles from './trace-page.module.css';

/** Nothing for a trace that is whole. */
export function PartialNote({ model }: { readonly model: TraceModel }) {
  const { t } = useTranslation('trace');
  const range = useTimeRangeUrl();
  const nameText = useNameText();
  const [waysShown, setWaysShown] = useState(false);
  const gap = model.rows.find((row) => row.kind === 'missing') ?? model.rows.find((row) => row.kind === 'ghost');
  if (gap === undefined) return undefined;
  const child = model.rows[gap.row.children[0] ?? -1];
  const called = child?.kind === 'span' ? child.row.span : undefined;
  return (
    <section className={styles.partial} aria-label={t('incomplete')}>
      <h2>
        <Badge tone="warn">{t('incomplete')}</Badge>
        {called !== undefined &&
          t('missingAbove', { name: nameText(called.name), service: nameText(called.service.name) })}
      </h2>
      <p>{t('missingCauses', { id: gap.missingSpanId })}</p>
      <p>{t('missingToDo')}</p>
      {waysShown && (
        <ul className={styles.reasons}>
          {WAYS.map((way) => (
            <li key={way}>{t(way)}</li>
          ))}
        </ul>
      )}
      <div className={styles.partialActions}>
        {called !== undefined && (
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link
                to="/services"
                search={{ ...range, node: nodeId({ kind: 'service', ...called.service }) }}
                {...props}
              />
            )}
          >
            {t('showService', { service: nameText(called.service.name) })}
          </Button>
        )}
        <Button variant="default" aria-expanded={waysShown} onClick={() => setWaysShown((shown) => !shown)}>
          {t('howContextIsLost')}
        </Button>
      </div>
    </section>
  );
}

/** The usual ones, the most frequent first. */
const WAYS = ['contextProxy', 'contextFormat', 'contextQueue', 'contextSampling', 'contextFlush'] as const;
