// What stands in the picture's place while there is none: still reading, or nothing to draw, and what to do.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type GraphQuery, liveEdgesQuery } from '../../../api/queries.ts';
import { useProgress } from '../../../api/progress.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import type { TimeRange } from '../../../lib/time-range.ts';
import { ProgressLine, StatePanel } from '../../../ui/states.tsx';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import { isFiltered } from '../diagrams-filter.ts';
import type { ChangeDiagramsUrl } from '../diagrams-url.ts';
import { ClearFilter } from '../frame/clear-filter.tsx';
import type { DrawnMap } from './paint-map.ts';

export function Loading({ filter, range }: { readonly filter: GraphQuery; readonly range: TimeRange }) {
  const { t } = useTranslation('diagrams');
  const { share } = useProgress(liveEdgesQuery(filter, range).queryKey);
  return (
    <>
      <ProgressLine share={share} label={t('reading')} />
      <StatePanel title={t('reading')} lead={t('readingHint', { percent: Math.round(share * 100) })} />
    </>
  );
}

interface NothingToDrawProps {
  readonly map: DrawnMap;
  readonly filter: GraphQuery;
  readonly change: ChangeDiagramsUrl;
}

export function NothingToDraw({ map, filter, change }: NothingToDrawProps) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  if (map.hidden.byOption > 0) {
    return (
      <StatePanel title={t('allHidden')} lead={t('allHiddenHint', { edges: format.count(map.hidden.byOption) })} />
    );
  }
  if (!isFiltered(filter)) {
    return (
      <StatePanel title={t('empty')} lead={t('emptyHint')}>
        <Button variant="default" renderRoot={(props) => <Link to="/search" search={timeRange} {...props} />}>
          {t('emptySearch')}
        </Button>
      </StatePanel>
    );
  }
  const { service } = filter;
  const byServiceAlone = service !== undefined && !isFiltered({ ...filter, service: undefined });
  return (
    <StatePanel title={t('empty')} lead={byServiceAlone ? t('emptyServiceHint', { service }) : t('emptyFilterHint')}>
      <ClearFilter filter={filter} change={change} />
    </StatePanel>
  );
}
