// Where the server listens, to copy; and who cannot reach it.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import type { Endpoints } from './endpoints.ts';
import styles from './listening.module.css';

interface ListeningProps {
  /** undefined: not known yet. */
  readonly endpoints: Endpoints | undefined;
  readonly loopbackOnly: boolean;
}

export function Listening({ endpoints, loopbackOnly }: ListeningProps) {
  const { t } = useTranslation('start');
  const timeRange = useTimeRangeUrl();
  const rows = [
    { label: t('listener.otlp-http'), address: withScheme(endpoints?.['otlp-http']) },
    { label: t('listener.otlp-grpc'), address: endpoints?.['otlp-grpc'] },
    { label: t('listener.ui'), address: withScheme(endpoints?.ui) },
  ];
  return (
    <section className={styles.section} aria-labelledby="start-listening">
      <h2 id="start-listening" className={styles.title}>
        {t('listening')}
      </h2>
      <dl className={styles.list}>
        {rows
          .filter(({ address }) => endpoints === undefined || address !== undefined)
          .map(({ label, address }) => (
            <div key={label} className={styles.row}>
              <dt>{label}</dt>
              <dd>
                {address === undefined ? (
                  <SkeletonBlock width={140} />
                ) : (
                  <>
                    <code className={styles.address}>{address}</code>
                    <CopyButton text={address} label={t('copyAddress', { name: label })} />
                  </>
                )}
              </dd>
            </div>
          ))}
      </dl>
      <p className={styles.hint}>
        <Link to="/api-docs" search={timeRange}>
          {t('apiDocs')}
        </Link>
      </p>
      {loopbackOnly && <p className={styles.hint}>{t('loopbackOnly')}</p>}
    </section>
  );
}

function withScheme(address: string | undefined): string | undefined {
  return address === undefined ? undefined : `http://${address}`;
}
