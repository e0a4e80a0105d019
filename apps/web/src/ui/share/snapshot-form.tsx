// What a snapshot is to be, with a picture of what would leave.
import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import { LIVE_WINDOW_DIAGRAMS, TRACE_DIAGRAMS } from '@spanloom/api-schema';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { type DiagramFile, diagramFileUrl } from '../../api/diagram-file.ts';
import { modKey } from '../../lib/mod-key.ts';
import { Kbd } from '../kbd.tsx';
import { ReachNote } from '../reach-note.tsx';
import { useShortcuts } from '../use-shortcuts.ts';
import styles from './share-dialog.module.css';

export interface SnapshotWishes {
  readonly title: string;
  /** undefined: it does not expire. */
  readonly days: number | undefined;
  readonly services: boolean;
  readonly labels: boolean;
}

interface SnapshotFormProps {
  readonly wishes: SnapshotWishes;
  /** It is drawn anew. */
  readonly living: boolean;
  /** With what is replaced. */
  readonly file: DiagramFile;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly onChange: (part: Partial<SnapshotWishes>) => void;
  readonly onMake: () => void;
}

const TITLE_LENGTH = 200;
const EXPIRIES = ['1', '30', '365', 'never'] as const;

export function SnapshotForm({ wishes, living, file, pending, error, onChange, onMake }: SnapshotFormProps) {
  const { t } = useTranslation('shares');
  const { title, days, services, labels } = wishes;
  const ready = title.trim() !== '' && !pending;
  const make = (): void => {
    if (ready) onMake();
  };
  useShortcuts({ 'mod+Enter': make });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make();
  };
  return (
    <form className={styles.parts} onSubmit={submit}>
      <div className={styles.row}>
        <TextInput
          className={styles.title}
          label={t('title')}
          value={title}
          maxLength={TITLE_LENGTH}
          onChange={(event) => onChange({ title: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
        />
        <div>
          <span className={styles.label}>{t('expires')}</span>
          <SegmentedControl
            aria-label={t('expires')}
            value={EXPIRIES.find((one) => one === String(days)) ?? 'never'}
            data={EXPIRIES.map((value) => ({ value, label: t(`expiries.${value}`) }))}
            onChange={(value) => onChange({ days: value === 'never' ? undefined : Number(value) })}
          />
        </div>
      </div>
      <fieldset className={styles.redaction}>
        <legend className={styles.label}>{t('leaves')}</legend>
        <Checkbox
          classNames={{ description: styles.described }}
          label={t('redact.services')}
          description={t('redact.servicesHint')}
          checked={services}
          onChange={(event) => onChange({ services: event.currentTarget.checked })}
        />
        <Checkbox
          classNames={{ description: styles.described }}
          label={t('redact.labels')}
          description={t(labelsHint(file.kind))}
          checked={labels}
          onChange={(event) => onChange({ labels: event.currentTarget.checked })}
        />
        <p role="status" className={styles.hint}>
          {services && !labels && isOfTrace(file.kind) && t('redact.namesInLabels')}{' '}
          {(services || labels) && isOfTrace(file.kind) && t('redact.traceStays')}
        </p>
      </fieldset>
      <Preview key={diagramFileUrl(file, 'svg')} file={file} title={title} />
      <ReachNote />
      {error !== null && (
        <p role="alert" className={styles.problem}>
          {t('notMade')} {wordsOf(error)}
        </p>
      )}
      <div className={styles.actions}>
        <span className={styles.hint}>{t('keyPromise')}</span>
        <Button type="submit" disabled={!ready} rightSection={<Kbd>{`${modKey()}↵`}</Kbd>}>
          {pending ? t('making') : t(living ? 'make.living' : 'make.snapshot')}
        </Button>
      </div>
    </form>
  );
}

const WINDOW_KINDS: readonly string[] = LIVE_WINDOW_DIAGRAMS;
const TRACE_KINDS: readonly string[] = [...TRACE_DIAGRAMS, 'waterfall'];

function labelsHint(kind: string) {
  if (kind === 'map') return 'redact.mapLabelsHint';
  return WINDOW_KINDS.includes(kind) ? 'redact.windowLabelsHint' : 'redact.labelsHint';
}

/** Its labels are the words of whoever sent it: other kinds have none, or number them with the names. */
function isOfTrace(kind: string): boolean {
  return TRACE_KINDS.includes(kind);
}

/** What others will see, drawn by the server as the snapshot will be. */
function Preview({ file, title }: { readonly file: DiagramFile; readonly title: string }) {
  const { t } = useTranslation('shares');
  const [state, setState] = useState<'drawing' | 'shown' | 'failed'>('drawing');
  return (
    <figure className={styles.preview}>
      <figcaption className={styles.label}>{t('preview')}</figcaption>
      <div
        className={styles.picture}
        tabIndex={0}
        role="region"
        aria-label={t('preview')}
        aria-busy={state === 'drawing'}
      >
        {state !== 'shown' && (
          <p className={styles.hint} role="status">
            {t(state === 'failed' ? 'previewFailed' : 'previewDrawing')}
          </p>
        )}
        <img
          src={diagramFileUrl(file, 'svg')}
          alt={title}
          hidden={state !== 'shown'}
          onLoad={() => setState('shown')}
          onError={() => setState('failed')}
        />
      </div>
    </figure>
  );
}

function wordsOf(error: Error): string {
  return error instanceof ApiError && error.failure.kind === 'refused' ? error.failure.message : error.message;
}
