// Every share whose link opens, newest first.
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../api/queries.ts';
import { addressFor, type Share } from '../../api/shares.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useLengthWords } from '../../i18n/use-length-words.ts';
import { type OwnLink, ownLinkOf, readOwnLinks } from '../../lib/own-links.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ReachNote } from '../../ui/reach-note.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import styles from './shares-page.module.css';

interface SharesTableProps {
  /** undefined: still being read. */
  readonly shares: readonly Share[] | undefined;
  readonly onDelete: (share: Share) => void;
}

export function SharesTable({ shares, onDelete }: SharesTableProps) {
  const { t } = useTranslation('shares');
  const own = readOwnLinks();
  return (
    <>
      {shares?.some((share) => ownLinkOf(own, share) !== undefined) === true && <ReachNote />}
      <table className={styles.table}>
        <caption className="sl-visually-hidden">{t('tableLabel')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.title')}</th>
            <th scope="col" className={styles.kind}>
              {t('columns.kind')}
            </th>
            <th scope="col" className={styles.time}>
              {t('columns.made')}
            </th>
            <th scope="col" className={styles.time}>
              {t('columns.expires')}
            </th>
            <th scope="col" className={styles.actions}>
              <span className="sl-visually-hidden">{t('columns.action')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shares === undefined ? (
            <tr>
              <td colSpan={5}>
                <SkeletonBlock width="60%" />
              </td>
            </tr>
          ) : (
            shares.map((share) => (
              <ShareRow key={share.id} share={share} link={ownLinkOf(own, share)} onDelete={() => onDelete(share)} />
            ))
          )}
        </tbody>
      </table>
    </>
  );
}

interface ShareRowProps {
  readonly share: Share;
  readonly link: OwnLink | undefined;
  readonly onDelete: () => void;
}

function ShareRow({ share, link, onDelete }: ShareRowProps) {
  const { t } = useTranslation(['shares', 'diagrams']);
  const format = useFormat();
  const lengthWords = useLengthWords();
  const { title, kind, createdAt, expiresAt, window } = share;
  const timeOf = (time: string): string => `${format.date(BigInt(time))} ${format.clock(BigInt(time), 'minute')}`;
  return (
    <tr>
      <th scope="row" className={styles.name} title={title}>
        {title}
      </th>
      <td>
        {window === undefined ? t(`diagrams:diagramKinds.${kind}`) : t('living', { duration: lengthWords(window) })}
      </td>
      <td data-column={t('columns.made')}>{timeOf(createdAt)}</td>
      <td data-column={t('columns.expires')}>{expiresAt === undefined ? t('never') : timeOf(expiresAt)}</td>
      <td className={styles.actions}>
        {link === undefined ? (
          <span className={styles.unknown} data-tip={t('elsewhereHint')}>
            {t('elsewhere')}
          </span>
        ) : (
          <LinkActions title={title} path={link.path} />
        )}
        <Button variant="default" size="compact-xs" aria-label={t('deleteShare', { title })} onClick={onDelete}>
          {t('delete')}
        </Button>
      </td>
    </tr>
  );
}

function LinkActions({ title, path }: { readonly title: string; readonly path: string }) {
  const { t } = useTranslation('shares');
  const { data: status } = useQuery(statusQuery());
  return (
    <>
      <CopyButton text={addressFor(path, status)} label={t('copyLink', { title })} />
      <Button
        component="a"
        variant="default"
        size="compact-xs"
        href={path}
        target="_blank"
        rel="noopener"
        aria-label={t('openLink', { title })}
        leftSection={<IconExternalLink size={14} stroke={1.75} aria-hidden />}
      >
        {t('open')}
      </Button>
    </>
  );
}
