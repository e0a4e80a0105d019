// Trace: one trace as a waterfall.
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../ui/states.tsx';

export function TracePage() {
  const { t } = useTranslation('trace');
  return <StatePanel title={t('title')} />;
}
