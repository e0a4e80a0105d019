// Attributes as a table: key, value, and a copy button on each row. All of it is text from outside and shown as text only.
import type { ApiAttribute } from '@spanloom/api-schema';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Name, useNameText } from '../../ui/name.tsx';
import { AttributeLinks } from './attribute-links.tsx';
import styles from './span-drawer.module.css';

/** Rows shown before "Show N more". */
const FIRST_ROWS = 8;
/** Characters of a value shown before "Show all". */
const FIRST_CHARACTERS = 1000;

interface AttributeTableProps {
  readonly attributes: readonly ApiAttribute[];
  /** Attributes that the sender dropped. */
  readonly dropped: number;
  readonly label: string;
  /** Only what holds this text in key or value. */
  readonly filter?: string;
  readonly showAll?: boolean;
  /** Whose attributes these are, where they can be searched by. */
  readonly scope?: 'span' | 'resource';
}

export function AttributeTable(props: AttributeTableProps) {
  const { attributes, dropped, label, filter = '', showAll = false, scope } = props;
  const { t } = useTranslation('trace');
  const format = useFormat();
  const nameText = useNameText();
  const [all, setAll] = useState(showAll);
  const needle = filter.trim().toLowerCase();
  const found =
    needle === '' ? attributes : attributes.filter(({ key, text }) => `${key}=${text}`.toLowerCase().includes(needle));
  const shown = all || needle !== '' || found.length <= FIRST_ROWS + 1 ? found : found.slice(0, FIRST_ROWS);
  return (
    <>
      {found.length === 0 && (
        <p className={styles.none}>
          {needle === '' ? t('noAttributes') : t('noAttributeMatches', { text: filter.trim() })}
        </p>
      )}
      {found.length > 0 && (
        <table className={styles.attributes} aria-label={label}>
          <tbody>
            {shown.map((attribute, index) => (
              <tr key={`${index}-${attribute.key}`}>
                <th scope="row" title={attribute.key}>
                  <Name text={attribute.key} />
                </th>
                <td title={attribute.type}>
                  {attribute.type === 'empty' ? (
                    <span className={styles.none}>{t('emptyValue')}</span>
                  ) : (
                    <LongText text={attribute.text} />
                  )}
                  <span className={styles.rowActions}>
                    {scope !== undefined && <AttributeLinks attribute={attribute} scope={scope} />}
                    <CopyButton text={attribute.text} label={t('copyValueOf', { key: nameText(attribute.key) })} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length < found.length && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('showMore', { count: found.length - shown.length, text: format.count(found.length - shown.length) })}
        </button>
      )}
      {dropped > 0 && (
        <p className={styles.dropped}>{t('droppedAttributes', { count: dropped, text: format.count(dropped) })}</p>
      )}
    </>
  );
}

/** A value that may be very long: its beginning, and the rest on demand. */
export function LongText({ text }: { readonly text: string }) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const [all, setAll] = useState(false);
  if (all || text.length <= FIRST_CHARACTERS * 1.2) return text;
  return (
    <>
      {text.slice(0, FIRST_CHARACTERS)}…{' '}
      <button type="button" className={styles.more} onClick={() => setAll(true)}>
        {t('showAllCharacters', { text: format.count(text.length) })}
      </button>
    </>
  );
}
