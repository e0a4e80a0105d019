// Every service with what is stored of it, the largest first; each can be deleted.
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { useServiceName } from '../../ui/name.tsx';
import { ServiceSwatch } from '../../ui/service.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import type { StoredService } from './use-delete.ts';
import styles from './services-table.module.css';

const TITLE_CHARACTERS = 300;

interface ServicesTableProps {
  /** undefined: still being read. */
  readonly services: readonly StoredService[] | undefined;
  readonly onDelete: (service: StoredService) => void;
}

export function ServicesTable({ services, onDelete }: ServicesTableProps) {
  const { t } = useTranslation('data');
  const format = useFormat();
  const serviceName = useServiceName();
  const sorted = useMemo(() => services?.toSorted((a, b) => b.spans - a.spans), [services]);
  return (
    <table className={styles.table}>
      <caption className="sl-visually-hidden">{t('services')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('service')}</th>
          <th scope="col" className={styles.number}>
            {t('factSpans')}
          </th>
          <th scope="col" className={styles.number}>
            {t('errors')}
          </th>
          <th scope="col" className={styles.action}>
            <span className="sl-visually-hidden">{t('action')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted === undefined ? (
          <tr>
            <td colSpan={4}>
              <SkeletonBlock width="60%" />
            </td>
          </tr>
        ) : (
          sorted.map((service) => (
            <tr key={`${service.namespace}\n${service.name}`}>
              <th scope="row" className={styles.name} title={serviceName(service).slice(0, TITLE_CHARACTERS)}>
                <span className={styles.label}>
                  <ServiceSwatch service={service} /> {serviceName(service)}
                </span>
              </th>
              <td className={styles.number}>{format.count(service.spans)}</td>
              <td className={styles.number}>{format.count(service.errors)}</td>
              <td className={styles.action}>
                <Button
                  variant="default"
                  size="compact-xs"
                  aria-label={t('deleteService', { service: serviceName(service) })}
                  onClick={() => onDelete(service)}
                >
                  {t('delete')}
                </Button>
              </td>
            </tr>
          ))
        )}
      </tbody>
    </table>
  );
}
