// The server went away before there was anything to draw: said instead of a reading that does not go on.
import { useTranslation } from 'react-i18next';
import { CommandLine, StatePanel } from './states.tsx';

export function ServerAway() {
  const { t } = useTranslation('graph');
  return (
    <StatePanel title={t('notFinished')} lead={t('notFinishedLead')}>
      <p>
        {t('startServer')} <CommandLine text="npm start" />
      </p>
    </StatePanel>
  );
}
