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
  readonly onClearFilter: () => void;
}

export function NothingToDraw({ map, filter, onClearFilter }: NothingToDrawProps) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const timeRange = useTimeRangeUrl();
  if (map.hidden.byOption > 0) {
    return (
      <StatePanel title={t('allHidden')} lead={t('allHiddenHint', { edges: format.count(map.hidden.byOption) })} />
    );
  }
  return (
    <StatePanel
      title={t('empty')}
      lead={filter.service === undefined ? t('emptyHint') : t('emptyServiceHint', { service: filter.service })}
    >
      {filter.service === undefined ? (
        <Button variant="default" renderRoot={(props) => <Link to="/search" search={timeRange} {...props} />}>
          {t('emptySearch')}
        </Button>
      ) : (
        <Button variant="default" onClick={onClearFilter}>
          {t('allTraces')}
        </Button>
      )}
    </StatePanel>
  );
}
