// Asks before anything is deleted: what goes, with its counts, and what stays. Everything also wants a word typed.
import type { StatusResponse } from '@spanloom/api-schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useServiceName } from '../../ui/name.tsx';
import type { Deleting, StoredService, Wanted } from './use-delete.ts';
import dialog from '../../ui/confirm-dialog.module.css';
import styles from './delete-dialog.module.css';

/** What has to be typed; the same in every language, because the API wants it too. */
const WORD = 'everything';

interface DeleteDialogProps {
  readonly deleting: Deleting;
  readonly status: StatusResponse | undefined;
}

export function DeleteDialog({ deleting, status }: DeleteDialogProps) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const { wanted, pending, error } = deleting;
  // While it closes it still says what it asked. It is always there: it knows where the focus was before it opened.
  const [asked, setAsked] = useState<Wanted>({ kind: 'everything' });
  if (wanted !== undefined && wanted !== asked) setAsked(wanted);
  const spans = asked.kind === 'service' ? asked.service.spans : 0;
  return (
    <ConfirmDialog
      opened={wanted !== undefined}
      {...(asked.kind === 'service'
        ? { title: t('serviceTitle'), action: t('deleteSpans', { count: spans, text: format.count(spans) }) }
        : { title: t('everythingTitle'), action: t('deleteEverything'), word: WORD })}
      pending={pending}
      error={error}
      onCancel={deleting.cancel}
      onConfirm={deleting.confirm}
    >
      {asked.kind === 'service' ? <OfService service={asked.service} /> : <OfEverything status={status} />}
    </ConfirmDialog>
  );
}

function OfService({ service }: { readonly service: StoredService }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const serviceName = useServiceName();
  return (
    <>
      <dl className={dialog.list}>
        <dt>{t('goes')}</dt>
        <dd>
          {t('serviceGoes', { count: service.spans, text: format.count(service.spans) })}{' '}
          <code>{serviceName(service)}</code>
        </dd>
        <dt>{t('stays')}</dt>
        <dd>{t('serviceStays')}</dd>
      </dl>
      <p className={styles.hint}>{t('arrivesAgain')}</p>
    </>
  );
}

function OfEverything({ status }: { readonly status: StatusResponse | undefined }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const demoRuns = status?.demo.state === 'loading' || status?.demo.state === 'running';
  return (
    <>
      <dl className={dialog.list}>
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
    </>
  );
}
