// The page bar: title, how fresh the numbers are, the views, copying.
import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { nanosOfMillis } from '../../lib/time-range.ts';
import { Badge } from '../../ui/badge.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { isUnreachable } from '../../ui/states.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { useNow } from '../../ui/use-now.ts';
import { countChanged } from './changed-values.ts';
import { type View, VIEWS } from './diagrams-url.ts';
import type { LiveMap } from './use-live-map.ts';
import styles from './diagram-bar.module.css';

interface DiagramBarProps {
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly live: LiveMap;
  readonly followsClock: boolean;
  /** Mermaid text; undefined while there is none. */
  readonly text: string | undefined;
}

export function DiagramBar({ view, onView, live, followsClock, text }: DiagramBarProps) {
  const { t } = useTranslation('diagrams');
  return (
    <header className={styles.bar}>
      <PageTitle title={t('architectureMap')} />
      <h1 className={styles.title}>{t('architectureMap')}</h1>
      <Freshness live={live} followsClock={followsClock} />
      <div className={styles.actions}>
        <SegmentedControl
          size="xs"
          aria-label={t('view')}
          value={view}
          onChange={(value) => onView(VIEWS.find((known) => known === value) ?? 'diagram')}
          data={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
          classNames={{ root: styles.views, label: styles.viewLabel, indicator: styles.viewIndicator }}
        />
        <CopyMarkdown text={text} />
      </div>
    </header>
  );
}

function Freshness({ live, followsClock }: { readonly live: LiveMap; readonly followsClock: boolean }) {
  const { t } = useTranslation('diagrams');
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
      <Badge tone="neutral">{t('valuesChanged', { count: countChanged(live.changed) })}</Badge>
    </>
  );
}

function CopyMarkdown({ text }: { readonly text: string | undefined }) {
  const { t } = useTranslation(['diagrams', 'shell']);
  const { result, copy } = useCopy();
  const words = { copied: t('shell:copied'), failed: t('copyByHand') };
  return (
    <Button
      variant="default"
      disabled={text === undefined}
      leftSection={result === 'copied' ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
      onClick={() => void copy(`\`\`\`mermaid\n${text ?? ''}\`\`\`\n`)}
    >
      <span aria-live="polite">{result === undefined ? t('copyAsMarkdown') : words[result]}</span>
    </Button>
  );
}
