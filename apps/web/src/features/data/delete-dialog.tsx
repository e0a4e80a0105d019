// Asks before anything is deleted: what goes, with its counts, and what stays. Everything also wants a word typed.
import { Button, Modal, TextInput } from '@mantine/core';
import type { StatusResponse } from '@spanloom/api-schema';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useServiceName } from '../../ui/name.tsx';
import type { Deleting, StoredService } from './use-delete.ts';
import styles from './delete-dialog.module.css';

/** What has to be typed; the same in every language, because the API wants it too. */
const WORD = 'everything';

interface DeleteDialogProps {
  readonly deleting: Deleting;
  readonly status: StatusResponse | undefined;
}

export function DeleteDialog({ deleting, status }: DeleteDialogProps) {
  const { t } = useTranslation(['data', 'shell']);
  const { wanted } = deleting;
  return (
    <Modal
      opened={wanted !== undefined}
      onClose={deleting.cancel}
      title={wanted?.kind === 'everything' ? t('everythingTitle') : t('serviceTitle')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
      size="md"
    >
      {wanted?.kind === 'service' && <ServiceQuestion service={wanted.service} deleting={deleting} />}
      {wanted?.kind === 'everything' && <EverythingQuestion status={status} deleting={deleting} />}
    </Modal>
  );
}

function ServiceQuestion({ service, deleting }: { readonly service: StoredService; readonly deleting: Deleting }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const serviceName = useServiceName();
  const spans = format.count(service.spans);
  return (
    <>
      <dl className={styles.list}>
        <dt>{t('goes')}</dt>
        <dd>
          {t('serviceGoes', { count: service.spans, text: spans })} <code>{serviceName(service)}</code>
        </dd>
        <dt>{t('stays')}</dt>
        <dd>{t('serviceStays')}</dd>
      </dl>
      <p className={styles.hint}>{t('arrivesAgain')}</p>
      <Failure deleting={deleting} />
      <div className={styles.actions}>
        <Button variant="default" onClick={deleting.cancel} data-autofocus>
          {t('cancel')}
        </Button>
        <Button onClick={deleting.confirm} disabled={deleting.pending}>
          {deleting.pending ? t('deleting') : t('deleteSpans', { count: service.spans, text: spans })}
        </Button>
      </div>
    </>
  );
}

function EverythingQuestion({
  status,
  deleting,
}: {
  readonly status: StatusResponse | undefined;
  readonly deleting: Deleting;
}) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const confirmed = typed.trim() === WORD;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (confirmed) deleting.confirm();
  };
  const demoRuns = status?.demo.state === 'loading' || status?.demo.state === 'running';
  return (
    <form onSubmit={submit}>
      <dl className={styles.list}>
        <dt>{t('goes')}</dt>
        <dd>
          {status === undefined
            ? t('everythingGoesUnknown')
            : t('everythingGoes', {
                traces: t('traces', { count: status.store.traces, text: format.count(status.store.traces) }),
                spans: t('spans', { count: status.store.spans, text: format.count(status.store.spans) }),
              })}
        </dd>
        <dt>{t('stays')}</dt>
        <dd>{t('everythingStays')}</dd>
      </dl>
      <p className={styles.hint}>{demoRuns ? t('demoRuns') : t('arrivesAgain')}</p>
      <TextInput
        label={t('typeWord', { word: WORD })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
      />
      <Failure deleting={deleting} />
      <div className={styles.actions}>
        <Button variant="default" onClick={deleting.cancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" disabled={!confirmed || deleting.pending}>
          {deleting.pending ? t('deleting') : t('deleteEverything')}
        </Button>
      </div>
    </form>
  );
}

function Failure({ deleting: { error } }: { readonly deleting: Deleting }) {
  const { t } = useTranslation('data');
  if (error === null) return undefined;
  const words = error instanceof ApiError && error.failure.kind === 'refused' ? error.failure.message : error.message;
  return (
    <p role="alert" className={styles.problem}>
      {t('notDeleted')} {words}
    </p>
  );
}
