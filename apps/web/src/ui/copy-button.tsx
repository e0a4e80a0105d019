// Copies a text and says so in place.
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './icon-button.tsx';
import { useCopy } from './use-copy.ts';

interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "Copy the trace id". Defaults to "Copy". */
  readonly label?: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation('shell');
  const { result, copy } = useCopy();
  const words = { copied: t('copied'), failed: t('copyFailed') };
  return (
    <IconButton
      small
      label={result === undefined ? (label ?? t('copy')) : words[result]}
      onClick={() => void copy(text)}
    >
      {result === 'copied' ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
    </IconButton>
  );
}
