// The page bar: title, how fresh the numbers are, the views, copying.
import { useTranslation } from 'react-i18next';
import { Freshness } from '../../ui/freshness.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { ViewSwitch } from '../../ui/view-switch.tsx';
import { countChanged } from './changed-values.ts';
import { CopyMarkdown } from './copy-markdown.tsx';
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
      <Freshness live={live} followsClock={followsClock} changes={countChanged(live.changed)} />
      <div className={styles.actions}>
        <ViewSwitch view={view} views={VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))} onView={onView} />
        <CopyMarkdown text={text} />
      </div>
    </header>
  );
}
