// The link of a snapshot that was just made, in the forms in which one pastes it; and the key that ends it.
import { Button, SegmentedControl } from '@mantine/core';
import { diagramFormats } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../api/queries.ts';
import { addressFor, sharedTextQuery, type SharedResponse } from '../../api/shares.ts';
import { CodeBlock } from '../code-block.tsx';
import { ReachNote } from '../reach-note.tsx';
import { markdownFence, markdownImage } from './markdown.ts';
import styles from './share-dialog.module.css';

type Form = 'link' | 'image' | 'fence';

interface MadeSnapshotProps {
  readonly made: SharedResponse;
  /** Whether this browser could keep link and key. */
  readonly remembered: boolean;
}

export function MadeSnapshot({ made, remembered }: MadeSnapshotProps) {
  const { t } = useTranslation('shares');
  const { data: status } = useQuery(statusQuery());
  const living = made.window !== undefined;
  // A living image has no text that would hold, a waterfall has none.
  const hasText = !living && diagramFormats(made.kind).includes('mmd');
  const { data: text } = useQuery({ ...sharedTextQuery(made.path), enabled: hasText });
  const forms: readonly Form[] = living ? ['image', 'link'] : hasText ? ['link', 'image', 'fence'] : ['link', 'image'];
  const [form, setForm] = useState<Form>(living ? 'image' : 'link');
  const heading = useRef<HTMLHeadingElement>(null);
  // The form that had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  const address = made.url ?? addressFor(made.path, status);
  const texts = {
    link: address,
    image: living ? markdownImage(made.title, address) : markdownImage(made.title, `${address}.svg`, address),
    fence: text === undefined ? '' : markdownFence(text),
  };
  return (
    <>
      <h3 className={styles.made} ref={heading} tabIndex={-1}>
        {t(living ? 'made.living' : 'made.snapshot')}
      </h3>
      <ReachNote />
      <SegmentedControl
        aria-label={t('form')}
        value={form}
        data={forms.map((value) => ({ value, label: t(`forms.${value}`) }))}
        onChange={(value) => setForm(forms.find((known) => known === value) ?? form)}
      />
      <CodeBlock text={texts[form]} label={t(`forms.${form}`)} />
      <div>
        <span className={styles.label}>{t('deleteKey')}</span>
        <CodeBlock text={made.deleteKey} label={t('deleteKey')} />
        <p className={styles.hint}>{t(remembered ? 'deleteKeyHint' : 'deleteKeyLost')}</p>
      </div>
      <div className={styles.actions}>
        <Button component="a" variant="default" href={made.path} target="_blank" rel="noopener">
          {t('open')}
        </Button>
      </div>
    </>
  );
}
