// Gives the search on screen a name under which it is kept.
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NAME_LENGTH, SAVED_SEARCHES_KEPT, withSaved } from '../../lib/saved-searches.ts';
import { useSavedSearches } from '../../ui/saved-searches.tsx';
import { useSearchWords } from './search-text.ts';
import styles from './saved-searches.module.css';

/** Lives as long as the popover is open with this search. */
export function SaveSearch({ text }: { readonly text: string }) {
  const { t } = useTranslation('search');
  const { saved, change } = useSavedSearches();
  const words = useSearchWords()(text);
  const [name, setName] = useState(
    () => saved.find((search) => search.text === text)?.name ?? words.slice(0, NAME_LENGTH),
  );
  const trimmed = name.trim();
  const taken = saved.find((search) => search.name === trimmed);
  const full = taken === undefined && saved.length >= SAVED_SEARCHES_KEPT;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (trimmed !== '' && !full) change((before) => withSaved(before, { name: trimmed, text }));
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h3 className={styles.title}>{t('saveThis')}</h3>
      <p className={styles.now}>{words}</p>
      <div className={styles.fields}>
        <TextInput
          className={styles.name}
          aria-label={t('savedName')}
          value={name}
          maxLength={NAME_LENGTH}
          onChange={(event) => setName(event.currentTarget.value)}
          onFocus={(event) => event.currentTarget.select()}
          autoComplete="off"
          spellCheck={false}
          error={full ? t('savedFull', { count: SAVED_SEARCHES_KEPT }) : undefined}
          data-autofocus
        />
        <Button type="submit" disabled={trimmed === '' || full || taken?.text === text}>
          {taken === undefined || taken.text === text ? t('save') : t('saveReplaces')}
        </Button>
      </div>
    </form>
  );
}
