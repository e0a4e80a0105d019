// The picture as Mermaid text, to read, to copy and to edit.
import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { RegionHeader } from '../../../ui/region.tsx';
import { DiagramEditor } from '../edit/diagram-editor.tsx';
import { useEditedText } from '../edit/edited-text.ts';
import styles from './diagram-text.module.css';

interface DiagramTextProps {
  /** Tells the diagrams apart whose text is edited. */
  readonly name: string;
  readonly text: string;
}

export function DiagramText({ name, text }: DiagramTextProps) {
  const { t } = useTranslation('diagrams');
  const [edited, setEdited] = useEditedText(name);
  const [cameBack, setCameBack] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (cameBack) edit.current?.focus();
  }, [cameBack]);
  if (edited !== undefined) {
    const toLive = (): void => {
      setEdited(undefined);
      setCameBack(true);
    };
    return <DiagramEditor text={edited} onText={setEdited} onLive={toLive} />;
  }
  return (
    <>
      <RegionHeader title={t('textTitle')}>
        <CopyButton text={text} label={t('copyText')} />
        <Button
          ref={edit}
          variant="default"
          size="xs"
          onClick={() => {
            setCameBack(false);
            setEdited(text);
          }}
        >
          {t('edit.begin')}
        </Button>
        <span className={styles.hint}>{t('textHint')}</span>
      </RegionHeader>
      <pre className={styles.text} tabIndex={0} aria-label={t('textTitle')}>
        <code>{text}</code>
      </pre>
    </>
  );
}
