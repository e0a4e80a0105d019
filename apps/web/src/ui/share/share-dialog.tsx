// Ways to share what is shown: the address of the page, which shows what is then; a snapshot, which stays; of a map an image
// that is drawn anew.
import { Modal } from '@mantine/core';
import { WINDOW_DIAGRAMS } from '@spanloom/api-schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramFile } from '../../api/diagram-file.ts';
import { useLengthWords } from '../../i18n/use-length-words.ts';
import { useOpenings } from '../use-openings.ts';
import { LiveLink } from './live-link.tsx';
import { Snapshot } from './snapshot.tsx';
import styles from './share-dialog.module.css';

interface ShareDialogProps {
  readonly file: DiagramFile;
  readonly title: string;
  /** Instead, where names or labels are replaced. */
  readonly plainTitle: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ShareDialog({ opened, onClose, ...shared }: ShareDialogProps) {
  const { t } = useTranslation(['shares', 'shell']);
  const openings = useOpenings(opened);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shareThis')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
      size={720}
    >
      <Ways key={openings} {...shared} />
    </Modal>
  );
}

type Way = 'live' | 'snapshot' | 'living';

/** Lives as long as the dialog is open. */
function Ways({ file, title, plainTitle }: Pick<ShareDialogProps, 'file' | 'title' | 'plainTitle'>) {
  const { t } = useTranslation('shares');
  const words = useLengthWords();
  const [way, setWay] = useState<Way>('snapshot');
  const seconds = secondsOf(file);
  const ways: readonly Way[] = seconds === undefined ? ['live', 'snapshot'] : ['live', 'snapshot', 'living'];
  return (
    <div className={styles.parts}>
      <fieldset className={styles.ways}>
        <legend className="sl-visually-hidden">{t('way')}</legend>
        {ways.map((value) => (
          <label key={value} className={styles.way} data-chosen={way === value || undefined}>
            <input
              type="radio"
              name="share-way"
              checked={way === value}
              onChange={() => setWay(value)}
              data-autofocus={way === value || undefined}
            />
            <span>
              <strong>{t(`ways.${value}.name`)}</strong>
              <span className={styles.hint}>{t(`ways.${value}.hint`, { duration: words(seconds ?? 0) })}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {way === 'live' ? (
        <LiveLink />
      ) : (
        <Snapshot
          key={way}
          file={file}
          title={title}
          plainTitle={plainTitle}
          seconds={way === 'living' ? seconds : undefined}
        />
      )}
    </div>
  );
}

/** As long as a living image may look back: a minute to a year. */
const SHORTEST = 60;
const LONGEST = 31_536_000;

/** Of a diagram of a window, the time that it shows; undefined for others. */
function secondsOf({ kind, parameters: { start, end } }: DiagramFile): number | undefined {
  const isOfWindow = WINDOW_DIAGRAMS.some((one) => one === kind);
  if (!isOfWindow || typeof start !== 'string' || typeof end !== 'string') return undefined;
  const seconds = Number((BigInt(end) - BigInt(start)) / 1_000_000_000n);
  return Math.min(LONGEST, Math.max(SHORTEST, seconds));
}
