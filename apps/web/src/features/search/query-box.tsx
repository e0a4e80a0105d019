// The query box: the filter, Run; searches from before.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { modKey } from '../../lib/mod-key.ts';
import { FilterBox } from '../../ui/filter/filter-box.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { SavedSearches } from './saved-searches.tsx';
import { SearchHistory } from './search-history.tsx';
import type { SearchUrl } from './search-url.ts';
import styles from './query-box.module.css';

interface QueryBoxProps {
  readonly url: SearchUrl;
  readonly onChange: (url: SearchUrl) => void;
  readonly onRun: () => void;
}

const MORE_KEYS = ['/'];

export function QueryBox({ url, onChange, onRun }: QueryBoxProps) {
  const { t } = useTranslation('search');
  // A dialog over the page has this key for itself.
  const run = ({ target }: KeyboardEvent): unknown =>
    target instanceof Element && target.closest('[aria-modal="true"]') !== null ? false : onRun();
  useShortcuts({ 'mod+Enter': run });
  return (
    <section className={styles.row} aria-label={t('query')}>
      <FilterBox url={url} onChange={onChange} moreKeys={MORE_KEYS} />
      <Button className={styles.run} onClick={onRun} rightSection={<Kbd>{modKey()}↵</Kbd>}>
        {t('run')}
      </Button>
      <SearchHistory onOpen={onChange} />
      <SavedSearches url={url} onOpen={onChange} />
    </section>
  );
}
