// What stands in the picture's place while there is nothing to draw, and what to do.
import { useTranslation } from 'react-i18next';
import type { GraphQuery } from '../../../api/queries.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { NothingCalled } from '../../../ui/graph-states.tsx';
import { StatePanel } from '../../../ui/states.tsx';
import { isFiltered } from '../diagrams-filter.ts';
import type { ChangeDiagramsUrl } from '../diagrams-url.ts';
import { ClearFilter } from '../frame/clear-filter.tsx';
import type { DrawnMap } from './paint-map.ts';

interface NothingToDrawProps {
  readonly map: DrawnMap;
  readonly filter: GraphQuery;
  readonly change: ChangeDiagramsUrl;
}

export function NothingToDraw({ map, filter, change }: NothingToDrawProps) {
  const { t } = useTranslation(['diagrams', 'graph']);
  const format = useFormat();
  if (map.hidden.byOption > 0) {
    return (
      <StatePanel title={t('allHidden')} lead={t('allHiddenHint', { edges: format.count(map.hidden.byOption) })} />
    );
  }
  if (!isFiltered(filter)) return <NothingCalled />;
  const { service } = filter;
  const byServiceAlone = service !== undefined && !isFiltered({ ...filter, service: undefined });
  return (
    <StatePanel
      title={t('graph:empty')}
      lead={byServiceAlone ? t('emptyServiceHint', { service }) : t('emptyFilterHint')}
    >
      <ClearFilter filter={filter} change={change} />
    </StatePanel>
  );
}
