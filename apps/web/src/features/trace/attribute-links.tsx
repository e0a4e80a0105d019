// From an attribute to the traces that have this value, or to those that have it not.
import { type ApiAttribute, writeAttributeCondition } from '@spanloom/api-schema';
import { IconFilterMinus, IconFilterPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useNameText } from '../../ui/name.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import styles from './span-drawer.module.css';

/** An address has to carry it. */
const LONGEST = 1000;

interface AttributeLinksProps {
  readonly attribute: ApiAttribute;
  readonly scope: 'span' | 'resource';
}

export function AttributeLinks({ attribute, scope }: AttributeLinksProps) {
  const { t } = useTranslation('trace');
  const range = useTimeRangeUrl();
  const { key, type, text } = attribute;
  const named = { key: useNameText()(key) };
  if (type === 'empty' || text.length > LONGEST) return undefined;
  const condition = [writeAttributeCondition({ key, value: text })];
  const [having, lacking] =
    scope === 'span'
      ? [{ spanAttr: condition }, { notSpanAttr: condition }]
      : [{ resourceAttr: condition }, { notResourceAttr: condition }];
  return (
    <>
      <Link
        to="/search"
        search={{ ...range, ...having }}
        className={styles.rowLink}
        aria-label={t('findWith', named)}
        title={t('findWith', named)}
      >
        <IconFilterPlus size={14} stroke={1.75} aria-hidden />
      </Link>
      <Link
        to="/search"
        search={{ ...range, ...lacking }}
        className={styles.rowLink}
        aria-label={t('findWithout', named)}
        title={t('findWithout', named)}
      >
        <IconFilterMinus size={14} stroke={1.75} aria-hidden />
      </Link>
    </>
  );
}
