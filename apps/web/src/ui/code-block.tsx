// A text to paste elsewhere, with a button that copies it.
import { useTranslation } from 'react-i18next';
import styles from './code-block.module.css';
import { CopyTextButton } from './copy-text-button.tsx';

interface CodeBlockProps {
  readonly text: string;
  /** For readers: what it is. */
  readonly label: string;
}

export function CodeBlock({ text, label }: CodeBlockProps) {
  const { t } = useTranslation('shell');
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
        <CopyTextButton text={() => text} label={t('copy')} refused={t('copyFailedShort')} />
      </div>
    </div>
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
