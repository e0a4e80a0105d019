// The searches that were saved under a name: save this one, open, rename, remove and take that back.
import { Button } from '@mantine/core';
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type SavedSearch, withoutSaved, withRenamed, withRestored } from '../../lib/saved-searches.ts';
import { ButtonPopover } from '../../ui/button-popover.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { usePageActions } from '../../ui/page-actions.tsx';
import { useSavedSearches } from '../../ui/saved-searches.tsx';
import { useOpenings } from '../../ui/use-openings.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { SaveSearch } from './save-search.tsx';
import { SavedSearchItem } from './saved-search-item.tsx';
import { searchText, urlOfSearchText } from './search-text.ts';
import type { SearchUrl } from './search-url.ts';
import box from './query-box.module.css';
import styles from './saved-searches.module.css';

interface SavedSearchesProps {
  /** What is searched now. */
  readonly url: SearchUrl;
  readonly onOpen: (url: SearchUrl) => void;
}

export function SavedSearches({ url, onOpen }: SavedSearchesProps) {
  const { t } = useTranslation('search');
  const [opened, setOpened] = useState(false);
  const { saved } = useSavedSearches();
  const openings = useOpenings(opened);
  const open = (): void => setOpened(true);
  useShortcuts({ b: open });
  usePageActions([{ label: t('savedSearches'), keys: ['B'], run: open }]);
  const text = searchText(url);
  const Icon = saved.some((search) => search.text === text) ? IconBookmarkFilled : IconBookmark;
  return (
    <ButtonPopover
      opened={opened}
      onOpened={setOpened}
      label={t('savedSearches')}
      className={styles.dropdown}
      escapeLast
      button={(opener) => (
        <IconButton {...opener} label={t('savedSearches')} className={box.earlier}>
          <Icon size={16} stroke={1.75} />
        </IconButton>
      )}
    >
      {() => (
        <>
          <SaveSearch key={`${openings} ${text}`} text={text} />
          <SavedList
            key={openings}
            onOpen={(search) => {
              setOpened(false);
              onOpen(urlOfSearchText(search.text));
            }}
          />
        </>
      )}
    </ButtonPopover>
  );
}

function SavedList({ onOpen }: { readonly onOpen: (search: SavedSearch) => void }) {
  const { t } = useTranslation('search');
  const { saved, change } = useSavedSearches();
  const [removed, setRemoved] = useState<{ readonly search: SavedSearch; readonly index: number }>();
  const undo = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLUListElement>(null);
  /** It is there after the next paint. */
  const focusItem = (name: string): void => {
    requestAnimationFrame(() => {
      const items = list.current?.querySelectorAll<HTMLElement>('[data-saved]') ?? [];
      [...items].find((item) => item.dataset['saved'] === name)?.focus();
    });
  };
  return (
    <>
      <h3 className={styles.title}>{t('savedSearches')}</h3>
      {saved.length === 0 && <p className={styles.none}>{t('savedNone')}</p>}
      <ul ref={list} className={styles.list}>
        {saved.map((search, index) => (
          <SavedSearchItem
            key={search.name}
            search={search}
            isTaken={(name) => saved.some((other) => other !== search && other.name === name)}
            onOpen={() => onOpen(search)}
            onRename={(name, byKey) => {
              if (name !== search.name) change((before) => withRenamed(before, search.name, name));
              if (byKey) focusItem(name);
            }}
            onRemove={() => {
              change((before) => withoutSaved(before, search.name));
              setRemoved({ search, index });
              // The button that had the focus is gone after the next paint.
              requestAnimationFrame(() => undo.current?.focus());
            }}
          />
        ))}
      </ul>
      <div role="status" className={styles.removed}>
        {removed !== undefined && (
          <>
            <span className={styles.words}>{t('savedRemoved', { name: removed.search.name })}</span>
            <Button
              ref={undo}
              variant="default"
              className={styles.undo}
              onClick={() => {
                change((before) => withRestored(before, removed.search, removed.index));
                setRemoved(undefined);
                focusItem(removed.search.name);
              }}
            >
              {t('undo')}
            </Button>
          </>
        )}
      </div>
    </>
  );
}
