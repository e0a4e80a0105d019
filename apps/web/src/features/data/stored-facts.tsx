// How much is stored, and where.
import type { StatusResponse } from '@spanloom/api-schema';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import styles from './stored-facts.module.css';

export function StoredFacts({ status }: { readonly status: StatusResponse | undefined }) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const store = status?.store;
  return (
    <dl className={styles.facts}>
      <Fact label={t('factTraces')}>{store && format.count(store.traces)}</Fact>
      <Fact label={t('factSpans')}>{store && format.count(store.spans)}</Fact>
      <Fact label={t('factBytes')}>{store && format.bytes(store.bytes)}</Fact>
      <Fact label={t('factFolder')}>
        {store && (
          <span className={styles.folder}>
            <code>{store.folder}</code>
            <CopyButton text={store.folder} label={t('copyFolder')} />
          </span>
        )}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children ?? <SkeletonBlock width={80} />}</dd>
    </div>
  );
}
