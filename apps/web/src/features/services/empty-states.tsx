// What stands in the map's place while there is none: still reading, or nothing to show, and what to do.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../../api/progress.ts';
import { type GraphQuery, liveEdgesQuery } from '../../api/queries.ts';
import type { TimeRange } from '../../lib/time-range.ts';
import { ProgressLine, StatePanel } from '../../ui/states.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';

export function Reading({ view, range }: { readonly view: GraphQuery; readonly range: TimeRange }) {
  const { t } = useTranslation('services');
  const { share } = useProgress(liveEdgesQuery(view, range).queryKey);
  return (
    <>
      <ProgressLine share={share} label={t('reading')} />
      <StatePanel title={t('reading')} lead={t('readingHint', { percent: Math.round(share * 100) })} />
    </>
  );
}

/** Nothing was called in this time. */
export function NothingCalled() {
  const { t } = useTranslation('services');
  const timeRange = useTimeRangeUrl();
  return (
    <StatePanel title={t('empty')} lead={t('emptyHint')}>
      <Button variant="default" renderRoot={(props) => <Link to="/search" search={timeRange} {...props} />}>
        {t('emptySearch')}
      </Button>
    </StatePanel>
  );
}

/** There are calls, but the reader's choices hide all of them. */
export function NothingLeft({ edges, onShowAll }: { readonly edges: string; readonly onShowAll: () => void }) {
  const { t } = useTranslation('services');
  return (
    <StatePanel title={t('allHidden')} lead={t('allHiddenHint', { edges })}>
      <Button variant="default" onClick={onShowAll}>
        {t('showAll')}
      </Button>
    </StatePanel>
  );
}
