// What the parts of a sequence are called for those who do not see it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SequenceNames } from './paint-sequence.ts';

export function useSequenceNames(): SequenceNames {
  const { t } = useTranslation('diagrams');
  return useMemo(
    () => ({
      participant: (name) => t('sequence.openParticipant', { name }),
      message: (from, to, label) => t('sequence.openMessage', { from, to, label }),
      answer: (from, to, label) => t('sequence.openAnswer', { from, to, label }),
      note: (name, label) => t('sequence.openNote', { name, label }),
    }),
    [t],
  );
}
