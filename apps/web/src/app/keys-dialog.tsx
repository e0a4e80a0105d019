// The list behind `?`: the keys of the page on screen, and those that work everywhere.
import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { modKey } from '../lib/mod-key.ts';
import { type KeyHint, useFootLineSlot } from '../ui/foot-line.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './keys-dialog.module.css';

interface KeysDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function KeysDialog({ opened, onClose }: KeysDialogProps) {
  const { t } = useTranslation('shell');
  const { pageKeys } = useFootLineSlot();
  const ofThisPage = pageKeys.filter(({ keys }) => keys[0] !== '?');
  const everywhere: readonly KeyHint[] = [
    { keys: [modKey(), 'K'], label: t('commands') },
    { keys: ['1'], label: t('keySearch') },
    { keys: ['2'], label: t('keyServices') },
    { keys: ['3'], label: t('keyDiagrams') },
    { keys: ['H'], label: t('keyTime') },
    { keys: ['Alt', '↑'], label: t('keyWiden') },
    { keys: ['Alt', '↓'], label: t('keyTimeBefore') },
    { keys: ['?'], label: t('keyHelp') },
    { keys: ['Esc'], label: t('keyClose') },
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys')}
      closeButtonProps={{ 'aria-label': t('close') }}
      size="md"
    >
      {ofThisPage.length > 0 && <KeyList title={t('keysOnThisPage')} hints={ofThisPage} />}
      <KeyList title={t('keysEverywhere')} hints={everywhere} />
    </Modal>
  );
}

function KeyList({ title, hints }: { readonly title: string; readonly hints: readonly KeyHint[] }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.list}>
        {hints.map((hint) => (
          <div key={hint.label} className={styles.row}>
            <dt>
              {hint.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{hint.label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
