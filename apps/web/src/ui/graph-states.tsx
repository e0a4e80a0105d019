// What stands in the place of a map of calls while there is none: still reading, or nothing that was called.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useProgress } from '../api/progress.ts';
import { type GraphQuery, liveEdgesQuery } from '../api/queries.ts';
import type { TimeRange } from '../lib/time-range.ts';
import { ProgressLine, StatePanel } from './states.tsx';
import { useTimeRangeUrl } from './use-time-range.ts';

export function ReadingCalls({ query, range }: { readonly query: GraphQuery; readonly range: TimeRange }) {
  const { t } = useTranslation('graph');
  const { share } = useProgress(liveEdgesQuery(query, range).queryKey);
  return (
    <>
      <ProgressLine share={share} label={t('reading')} />
      <StatePanel title={t('reading')} lead={t('readingHint', { percent: Math.round(share * 100) })} />
    </>
  );
}

export function NothingCalled() {
  const { t } = useTranslation('graph');
  const timeRange = useTimeRangeUrl();
  return (
    <StatePanel title={t('empty')} lead={t('emptyHint')}>
      <Button variant="default" renderRoot={(props) => <Link to="/search" search={timeRange} {...props} />}>
        {t('emptySearch')}
      </Button>
    </StatePanel>
  );
}
