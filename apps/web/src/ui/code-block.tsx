// A text to paste elsewhere, with a button that copies it.
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './code-block.module.css';
import { useCopy } from './use-copy.ts';

interface CodeBlockProps {
  readonly text: string;
  /** For readers: what it is. */
  readonly label: string;
}

export function CodeBlock({ text, label }: CodeBlockProps) {
  return (
    <div className={styles.block}>
      {/* Long lines are scrolled: the box can have the focus, so that the arrow keys do it. */}
      <pre className={styles.text} tabIndex={0} role="region" aria-label={label}>
        <code>
          {text.split('\n').map((line, index) => (
            <CodeLine key={`${index} ${line}`} text={index === 0 ? line : `\n${line}`} />
          ))}
        </code>
      </pre>
      <div className={styles.copy}>
        <CopyTextButton text={text} />
      </div>
    </div>
  );
}

/** "Copy", then "Copied"; where the browser refuses, what to do instead. */
function CopyTextButton({ text }: { readonly text: string }) {
  const { t } = useTranslation('shell');
  const { result, copy } = useCopy();
  const words = { copied: t('copied'), failed: t('copyFailedShort') };
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={result === 'copied' ? <IconCheck size={14} stroke={1.75} /> : <IconCopy size={14} stroke={1.75} />}
      onClick={() => void copy(text)}
    >
      <span aria-live="polite">{result === undefined ? t('copy') : words[result]}</span>
    </Button>
  );
}

/** Settings of a shell show what is to be changed in them; other lines stay plain. */
function CodeLine({ text }: { readonly text: string }) {
  const setting = /^(\n?export )([A-Z_]+=)(.*)$/.exec(text);
  if (setting === null) return text;
  const [, word, name, value] = setting;
  return (
    <>
      <span className={styles.word}>{word}</span>
      {name}
      <span className={styles.value}>{value}</span>
    </>
  );
}
