// Copies a diagram as a fence that Markdown draws.
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCopy } from '../../../ui/use-copy.ts';
import { markdownFence } from '../../../ui/share/markdown.ts';

interface CopyMarkdownProps {
  /** There is something to copy. */
  readonly ready: boolean;
  /** Asked for on a press. The same function for the same page. */
  readonly textOf: () => string;
}

export const CopyMarkdown = memo(function CopyMarkdown({ ready, textOf }: CopyMarkdownProps) {
  const { t } = useTranslation(['diagrams', 'shell']);
  const { result, copy } = useCopy();
  const words = { copied: t('shell:copied'), failed: t('copyByHand') };
  return (
    <Button
      variant="default"
      disabled={!ready}
      leftSection={result === 'copied' ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
      onClick={() => void copy(markdownFence(textOf()))}
    >
      <span aria-live="polite">{result === undefined ? t('copyAsMarkdown') : words[result]}</span>
    </Button>
  );
});
