// "Copy", then "Copied"; where the browser refuses, what to do instead.
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCopy } from './use-copy.ts';

interface CopyTextButtonProps {
  /** Asked for when it is copied; undefined while there is none. */
  readonly text: (() => string) | undefined;
  readonly label: string;
  readonly refused: string;
}

export function CopyTextButton({ text, label, refused }: CopyTextButtonProps) {
  const { t } = useTranslation('shell');
  const { result, copy } = useCopy();
  const words = { copied: t('copied'), failed: refused };
  return (
    <Button
      variant="default"
      disabled={text === undefined}
      leftSection={result === 'copied' ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
      onClick={() => text !== undefined && void copy(text())}
    >
      <span aria-live="polite">{result === undefined ? label : words[result]}</span>
    </Button>
  );
}
