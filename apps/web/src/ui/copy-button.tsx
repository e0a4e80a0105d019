// Copies a text and says so in place.
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

const SHOWN_MS = 2000;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied: "Copy the trace id". Defaults to "Copy". */
  readonly label?: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const { t } = useTranslation('shell');
  const [result, setResult] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (result === undefined) return undefined;
    const timer = setTimeout(() => setResult(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [result]);
  const words = { copied: t('copied'), failed: t('copyFailed') };
  return (
    <IconButton
      small
      label={result === undefined ? (label ?? t('copy')) : words[result]}
      onClick={async () => setResult((await copyText(text)) ? 'copied' : 'failed')}
    >
      {result === 'copied' ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
    </IconButton>
  );
}
