// The line above the list: how much of it has been read, what new traces wait, the order, the columns, and the way
// out as a file.
import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiagramLanguage } from '../../i18n/use-diagram-language.ts';
import type { DiagramFile } from '../../api/diagram-file.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ShareButton } from '../../ui/share/share-button.tsx';
import { ViewSwitch } from '../../ui/view-switch.tsx';
import { ColumnsControl } from './columns-control.tsx';
import { ExportMenu, ExportState } from './export-menu.tsx';
import { NewTraces } from './new-traces.tsx';
import { useExport } from './use-export.ts';
import type { Search } from './use-search.ts';
import styles from './order-line.module.css';
import { Select } from '../../ui/select.tsx';

interface OrderLineProps {
  readonly search: Search;
  readonly sort: string;
  readonly loaded: number | undefined;
  readonly onSpans: (yes: boolean) => void;
  readonly onSort: (sort: string) => void;
  /** Traces that have come since, and wait. */
  readonly waiting: number;
  readonly onInsert: () => void;
}

export function OrderLine({ search, sort, loaded, onSpans, onSort, waiting, onInsert }: OrderLineProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { spansListed } = search;
  const exporting = useExport(search, sort);
  const total = search.histogram.data?.traces;
  const file = useResultsFile(search, sort);
  return (
    <div className={styles.line}>
      <h2 className="sl-visually-hidden">{t(spansListed ? 'spansFound' : 'results')}</h2>
      <ViewSwitch
        view={spansListed ? 'spans' : 'traces'}
        views={[
          { value: 'traces', label: t('asTraces') },
          { value: 'spans', label: t('asSpans') },
        ]}
        onView={(view) => onSpans(view === 'spans')}
      />
      {spansListed && loaded !== undefined && (
        <span className={styles.loaded}>{t('spansRead', { count: loaded, text: format.count(loaded) })}</span>
      )}
      {!spansListed && loaded !== undefined && total !== undefined && (
        <span className={styles.loaded}>
          {loaded >= total
            ? t('allLoaded', { total: format.count(total) })
            : t('loaded', { loaded: format.count(loaded), total: format.count(total) })}
        </span>
      )}
      <NewTraces count={waiting} onInsert={onInsert} />
      <ExportState exporting={exporting} />
      <Select
        className={styles.order}
        classNames={{ input: styles.orderInput }}
        aria-label={t('order')}
        data={[
          { value: 'newest', label: t('newest') },
          { value: 'longest', label: t('longest') },
        ]}
        value={sort}
        allowDeselect={false}
        withCheckIcon={false}
        onChange={(value) => value !== null && onSort(value)}
      />
      {!spansListed && (
        <>
          <ColumnsControl />
          <ExportMenu exporting={exporting} total={search.histogram.stale ? undefined : total} />
        </>
      )}
      <ShareButton
        ready={file !== undefined}
        fileOf={() => file}
        title={t(spansListed ? 'spansFound' : 'results')}
        variant="subtle"
        color="gray"
        className={styles.tool}
      />
    </div>
  );
}

/** What the server makes the same list of; undefined while there is none, or an older one. */
function useResultsFile({ filter, window, spansListed, found, active }: Search, sort: string): DiagramFile | undefined {
  const theme = useComputedColorScheme();
  const language = useDiagramLanguage();
  return useMemo(() => {
    if (window === undefined || !found || active.stale) return undefined;
    const list = spansListed ? 'spans' : undefined;
    const ends = { start: String(window.start), end: String(window.end) };
    return { kind: 'results', parameters: { ...filter, ...ends, sort, list, theme, language } };
  }, [filter, window, spansListed, found, active.stale, sort, theme, language]);
}
