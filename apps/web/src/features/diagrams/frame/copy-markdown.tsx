// Copies a diagram as a fence that Markdown draws.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyTextButton } from '../../../ui/copy-text-button.tsx';
import { markdownFence } from '../../../ui/share/markdown.ts';

interface CopyMarkdownProps {
  /** There is something to copy. */
  readonly ready: boolean;
  /** Asked for on a press. The same function for the same page. */
  readonly textOf: () => string;
}

export const CopyMarkdown = memo(function CopyMarkdown({ ready, textOf }: CopyMarkdownProps) {
  const { t } = useTranslation('diagrams');
  return (
    <CopyTextButton
      text={ready ? () => markdownFence(textOf()) : undefined}
      label={t('copyAsMarkdown')}
      refused={t('copyByHand')}
    />
  );
});
