// What is shared: copying and opening the links that this browser knows, and ending any of them.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endShare, type Share, sharesQuery } from '../../api/shares.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FootLine, type KeyHint } from '../../ui/foot-line.tsx';
import { usePageActions } from '../../ui/page-actions.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { isUnreachable, ProblemPanel, UnreachableBanner } from '../../ui/states.tsx';
import { useOutage } from '../../ui/use-outage.ts';
import { SharesTable } from './shares-table.tsx';
import dialog from '../../ui/confirm-dialog.module.css';
import text from '../../ui/text-page.module.css';
import styles from './shares-page.module.css';

export function SharesPage() {
  const { t } = useTranslation(['shares', 'shell']);
  const shares = useQuery(sharesQuery());
  const ending = useEnding();
  const outage = useOutage([shares]);
  const keys = useMemo<readonly KeyHint[]>(() => [{ keys: ['?'], label: t('keyHelp'), inFootLine: true }], [t]);
  const listed = shares.data?.shares;
  usePageActions(
    (listed ?? []).map((share) => ({
      label: t('deleteShare', { title: share.title }),
      alias: t('shell:deleteWords'),
      run: () => ending.ask(share),
    })),
  );
  return (
    <>
      {outage !== undefined && (
        <UnreachableBanner
          failedAt={outage.failedAt}
          retrying={shares.isFetching}
          onRetry={() => void shares.refetch()}
        />
      )}
      <PageTitle title={t('pageTitle')} />
      <div className={`${text.page} ${styles.width}`}>
        <h1 className={text.title}>{t('pageTitle')}</h1>
        <p className={text.lead}>{t('lead')}</p>
        <p role="status" className={text.done}>
          {ending.done !== undefined && t('deleted', { title: ending.done.title })}
        </p>
        {shares.error !== null && !isUnreachable(shares.error) ? (
          <ProblemPanel title={t('refused')} error={shares.error} />
        ) : listed?.length === 0 ? (
          <p>
            {t('none')} {t('noneHint')}
          </p>
        ) : (
          <SharesTable shares={listed} onDelete={ending.ask} />
        )}
      </div>
      <EndDialog ending={ending} />
      <FootLine keys={keys}>{undefined}</FootLine>
    </>
  );
}

function useEnding() {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Share>();
  const mutation = useMutation({
    mutationFn: (share: Share) => endShare(share.id),
    onSuccess: async () => {
      setWanted(undefined);
      await client.invalidateQueries(sharesQuery());
    },
  });
  return {
    wanted,
    ask: (share: Share) => {
      mutation.reset();
      setWanted(share);
    },
    cancel: () => setWanted(undefined),
    confirm: () => {
      if (wanted !== undefined && !mutation.isPending) mutation.mutate(wanted);
    },
    pending: mutation.isPending,
    error: mutation.error,
    /** The last one that was ended. */
    done: mutation.data === undefined ? undefined : mutation.variables,
  };
}

function EndDialog({ ending }: { readonly ending: ReturnType<typeof useEnding> }) {
  const { t } = useTranslation('shares');
  const { wanted } = ending;
  // While it closes it still says what it asked.
  const [asked, setAsked] = useState<Share>();
  if (wanted !== undefined && wanted !== asked) setAsked(wanted);
  return (
    <ConfirmDialog
      opened={wanted !== undefined}
      title={t('deleteTitle')}
      action={t('delete')}
      pending={ending.pending}
      error={ending.error}
      onCancel={ending.cancel}
      onConfirm={ending.confirm}
    >
      <p className={styles.asked}>{asked?.title}</p>
      <dl className={dialog.list}>
        <dt>{t('goes')}</dt>
        <dd>{t('deleteGoes')}</dd>
        <dt>{t('stays')}</dt>
        <dd>{t('deleteStays')}</dd>
      </dl>
    </ConfirmDialog>
  );
}
