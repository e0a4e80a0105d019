// What has knocked so far: the last requests at the OTLP ports, each refusal with its reason. All of it is the sender's text.
import type { Knock } from '@spanloom/api-schema';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { knocksQuery } from '../../api/queries.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { isUnreachable } from '../../ui/states.tsx';
import styles from './knocks.module.css';

const EVERY_MS = 2000;
/** Every OTLP call over gRPC begins like this; what follows tells them apart. */
const GRPC_PREFIX = /^\/opentelemetry\.proto\.collector\.[a-z]+\.v1[a-z]*\./;

/** `aborted`: requests whose sender went away before they were whole; they are counted, not listed. */
export function Knocks({ aborted }: { readonly aborted: number }) {
  const { t } = useTranslation('start');
  const format = useFormat();
  const { data, error } = useQuery({ ...knocksQuery(), refetchInterval: EVERY_MS });
  return (
    <section className={styles.section} aria-labelledby="start-knocks">
      <h2 id="start-knocks" className={styles.title}>
        {t('knocks')}
      </h2>
      {error !== null && !isUnreachable(error) && (
        <p role="alert" className={styles.problem}>
          {t('knocksRefused')} {error.message}
        </p>
      )}
      {data !== undefined && data.knocks.length > 0 && <KnockList knocks={data.knocks} />}
      <p className={styles.hint}>{data?.knocks.length === 0 ? t('nothingKnocked') : t('knocksHint')}</p>
      {aborted > 0 && <p className={styles.hint}>{t('aborted', { count: aborted, text: format.count(aborted) })}</p>}
    </section>
  );
}

function KnockList({ knocks }: { readonly knocks: readonly Knock[] }) {
  const { t } = useTranslation('start');
  const format = useFormat();
  return (
    <ol className={styles.list} aria-labelledby="start-knocks">
      {knocks.map((knock) => (
        <li key={keyOf(knock)} className={styles.knock}>
          <span className={styles.time}>{format.clock(BigInt(knock.at))}</span>
          <code className={styles.request} title={knock.path}>
            {knock.protocol === 'grpc' ? 'gRPC' : knock.method} {knock.path.replace(GRPC_PREFIX, '')}
          </code>
          <span className={styles.count}>
            {knock.count > 1 && (
              <>
                <span aria-hidden="true">× {format.count(knock.count)}</span>
                <span className="sl-visually-hidden">{t('times', { text: format.count(knock.count) })}</span>
              </>
            )}
          </span>
          <span className={styles.status} data-refused={knock.refused}>
            {knock.status === '' ? t('noAnswer') : knock.status}
          </span>
          {knock.reason !== '' && <span className={styles.reason}>{knock.reason}</span>}
          {knock.userAgent !== '' && (
            <span className={styles.agent} title={knock.userAgent}>
              {knock.userAgent}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** No two entries of the list are alike. */
function keyOf({ protocol, method, path, status, reason, userAgent }: Knock): string {
  return JSON.stringify([protocol, method, path, status, reason, userAgent]);
}
