// Amber line over a page: what of the address means nothing here, and what is shown instead.
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnknownPart } from '../lib/unknown-parts.ts';
import styles from './address-notice.module.css';

interface AddressNoticeProps {
  readonly lead: string;
  readonly parts: readonly {
    /** As it stands in the address. */
    readonly text: string;
    /** What is shown in its place, a sentence. */
    readonly instead: string;
  }[];
  /** Takes them out of the address. */
  readonly onDrop: () => void;
  /** What its button says, if it is not that. */
  readonly dropWords?: string;
}

export function AddressNotice({ lead, parts, onDrop, dropWords }: AddressNoticeProps) {
  const { t } = useTranslation('shell');
  return (
    <div className={styles.line} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>{lead}</strong>{' '}
        {parts.map(({ text, instead }, index) => (
          <Fragment key={`${index} ${text}`}>
            <code>{text}</code> {instead}{' '}
          </Fragment>
        ))}
      </span>
      <Button variant="default" className={styles.action} onClick={onDrop}>
        {dropWords ?? t('dropFromAddress', { count: parts.length })}
      </Button>
    </div>
  );
}

interface UnknownAddressProps<K extends string> {
  readonly parts: readonly UnknownPart<K>[];
  readonly instead: (parameter: K) => string;
  readonly onDrop: () => void;
}

/** Nothing while there are no such parts. */
export function UnknownAddress<K extends string>({ parts, instead, onDrop }: UnknownAddressProps<K>) {
  const { t } = useTranslation('shell');
  if (parts.length === 0) return undefined;
  return (
    <AddressNotice
      lead={t('addressUnknown')}
      parts={parts.map(({ parameter, value }) => ({ text: `${parameter}=${value}`, instead: instead(parameter) }))}
      onDrop={onDrop}
    />
  );
}
