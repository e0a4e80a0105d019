// What stands in the map's place while the reader's choices hide all of it.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../ui/states.tsx';

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
