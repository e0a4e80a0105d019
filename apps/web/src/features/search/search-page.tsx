// Search: find traces by conditions on their spans.
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../ui/states.tsx';

export function SearchPage() {
  const { t } = useTranslation('search');
  return <StatePanel title={t('title')} />;
}
