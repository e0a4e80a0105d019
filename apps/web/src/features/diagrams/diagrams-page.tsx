// Diagrams: live pictures of the system.
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../ui/states.tsx';

export function DiagramsPage() {
  const { t } = useTranslation('diagrams');
  return <StatePanel title={t('title')} />;
}
