// The way out of a filter that leaves nothing, or that the server does not take. Nothing where there is no filter.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FilterUrl } from '../../../lib/filter-url.ts';
import { isFiltered, writeFilter } from '../diagrams-filter.ts';
import type { ChangeDiagramsUrl } from '../diagrams-url.ts';

export function ClearFilter({ filter, change }: { readonly filter: FilterUrl; readonly change: ChangeDiagramsUrl }) {
  const { t } = useTranslation('diagrams');
  if (!isFiltered(filter)) return undefined;
  return (
    <Button variant="default" onClick={() => change(writeFilter({}))}>
      {t('allTraces')}
    </Button>
  );
}
