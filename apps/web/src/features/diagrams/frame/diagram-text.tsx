// The picture as Mermaid text, to read and to copy.
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { RegionHeader } from '../../../ui/region.tsx';
import styles from './diagram-text.module.css';

export function DiagramText({ text }: { readonly text: string }) {
  const { t } = useTranslation('diagrams');
  return (
    <>
      <RegionHeader title={t('textTitle')}>
        <CopyButton text={text} label={t('copyText')} />
        <span className={styles.hint}>{t('textHint')}</span>
      </RegionHeader>
      <pre className={styles.text} tabIndex={0} aria-label={t('textTitle')}>
        <code>{text}</code>
      </pre>
    </>
  );
}
