// Stands in place of a search whose address says something that means nothing: what, what it could be, and the way on.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EXPECTED_VALUES } from '../../lib/filter-faults.ts';
import { StatePanel } from '../../ui/states.tsx';
import type { AddressFault } from './address-faults.ts';
import styles from './unreadable-address.module.css';

interface UnreadableAddressProps {
  readonly faults: readonly AddressFault[];
  readonly onGoOn: () => void;
}

export function UnreadableAddress({ faults, onGoOn }: UnreadableAddressProps) {
  const { t } = useTranslation(['search', 'filter']);
  const values = { ...EXPECTED_VALUES, sort: 'newest, longest' };
  return (
    <StatePanel title={t('addressUnread')} lead={t('addressUnreadLead')}>
      <ul className={styles.faults}>
        {faults.map(({ parameter, value, expected }) => (
          <li key={`${parameter}=${value}`}>
            <code>
              {parameter}={value}
            </code>
            <span>{t(`filter:addressExpected.${expected}`, values)}</span>
          </li>
        ))}
      </ul>
      <Button onClick={onGoOn}>{t('goOnWithout', { count: faults.length })}</Button>
    </StatePanel>
  );
}
