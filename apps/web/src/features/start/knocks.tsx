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
      {keyed(knocks).map(({ key, knock }) => (
        <li key={key} className={styles.knock}>
          <span className={styles.time}>{format.clock(BigInt(knock.at))}</span>
          <code className={styles.request} title={knock.path}>
            {knock.protocol === 'grpc' ? 'gRPC' : knock.method} {knock.path.replace(GRPC_PREFIX, '')}
          </code>
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

/** Two may come in one nanosecond: they are numbered from the oldest on, so that a new one on top renames none below it. */
function keyed(knocks: readonly Knock[]): readonly { readonly key: string; readonly knock: Knock }[] {
  const seen = new Map<string, number>();
  const rows = knocks.toReversed().map((knock) => {
    const number = (seen.get(knock.at) ?? 0) + 1;
    seen.set(knock.at, number);
    return { key: `${knock.at} ${number}`, knock };
  });
  return rows.toReversed();
}
