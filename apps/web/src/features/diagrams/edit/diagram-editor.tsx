// A diagram's text, edited by hand beside its picture.
import { Button, useComputedColorScheme } from '@mantine/core';
import { MAX_TEXT, textRefusal } from '@spanloom/diagrams';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { RegionHeader } from '../../../ui/region.tsx';
import { markdownFence } from '../../../ui/share/markdown.ts';
import styles from './diagram-editor.module.css';
import { EditedPicture } from './edited-picture.tsx';
import { failedLine } from './failed-line.ts';

interface DiagramEditorProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onLive: () => void;
}

export function DiagramEditor({ text, onText, onLive }: DiagramEditorProps) {
  const { t } = useTranslation('diagrams');
  const theme = useComputedColorScheme() === 'dark' ? 'dark' : 'light';
  const [answer, setAnswer] = useState<{ readonly text: string; readonly failure: string | undefined }>();
  const area = useRef<HTMLTextAreaElement>(null);
  const said = useId();
  useEffect(() => area.current?.focus(), []);
  const refusal = textRefusal(text);
  const failure = refusal === undefined && answer?.text === text ? answer.failure : undefined;
  const line = failure === undefined ? undefined : failedLine(failure, text);
  return (
    <>
      <RegionHeader title={t('edit.title')}>
        <CopyButton text={markdownFence(text.endsWith('\n') ? text : `${text}\n`)} label={t('copyAsMarkdown')} />
        <Button variant="default" size="xs" onClick={onLive}>
          {t('edit.live')}
        </Button>
        <span className={styles.hint}>{t('edit.hint')}</span>
      </RegionHeader>
      <div className={styles.both}>
        <div className={styles.written}>
          <textarea
            ref={area}
            className={styles.area}
            value={text}
            aria-label={t('edit.label')}
            aria-describedby={said}
            aria-invalid={refusal !== undefined || failure !== undefined}
            spellCheck={false}
            wrap="off"
            onChange={(event) => onText(event.currentTarget.value)}
          />
          <div id={said} className={styles.said} role="status">
            {refusal !== undefined && <p>{t(`edit.refused.${refusal}`, { most: MAX_TEXT })}</p>}
            {failure !== undefined && (
              <>
                <p>{line === undefined ? t('edit.failed') : t('edit.failedLine', { line })}</p>
                <pre>{failure}</pre>
              </>
            )}
          </div>
        </div>
        <EditedPicture
          text={refusal === undefined ? text : undefined}
          theme={theme}
          onAnswer={(drawn, why) => setAnswer({ text: drawn, failure: why })}
        />
      </div>
    </>
  );
}
