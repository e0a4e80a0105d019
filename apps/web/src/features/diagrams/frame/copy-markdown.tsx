// Copies a diagram as a fence that Markdown draws.
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCopy } from '../../../ui/use-copy.ts';
import { markdownFence } from '../../../ui/share/markdown.ts';

/** Mermaid text, or what makes it when it is asked for: a tick does not wait for what nobody reads. */
export type DiagramSource = string | (() => string);

export function CopyMarkdown({ text }: { readonly text: DiagramSource | undefined }) {
  const { t } = useTranslation(['diagrams', 'shell']);
  const { result, copy } = useCopy();
  const words = { copied: t('shell:copied'), failed: t('copyByHand') };
  return (
    <Button
      variant="default"
      disabled={text === undefined}
      leftSection={result === 'copied' ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
      onClick={() => void copy(markdownFence(typeof text === 'function' ? text() : (text ?? '')))}
    >
      <span aria-live="polite">{result === undefined ? t('copyAsMarkdown') : words[result]}</span>
    </Button>
  );
}
