// The name of a span or a service as its sender gave it. One that shows nothing is said to be none, in grey.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { isBlank } from '../lib/blank.ts';
import styles from './name.module.css';

export function Name({ text }: { readonly text: string }) {
  const { t } = useTranslation('shell');
  return isBlank(text) ? <span className={styles.unnamed}>{t('unnamed')}</span> : text;
}

/** The same as a plain text, for titles and labels. */
export function useNameText(): (text: string) => string {
  const { t } = useTranslation('shell');
  return useCallback((text) => (isBlank(text) ? t('unnamed') : text), [t]);
}

/** A service as `namespace/name`, or its name alone where it has no namespace. */
export function useServiceName(): (service: { readonly name: string; readonly namespace: string }) => string {
  const nameText = useNameText();
  return ({ name, namespace }) => (namespace === '' ? nameText(name) : `${nameText(namespace)}/${nameText(name)}`);
}
