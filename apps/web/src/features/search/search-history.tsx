// The last searches of this browser, in the words of their chips; one click, or a key and Enter, opens one.
import { Menu } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/icon-button.tsx';
import { usePageActions } from '../../ui/page-actions.tsx';
import { useRecent } from '../../ui/recent.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { urlOfSearchText, useSearchWords } from './search-text.ts';
import type { SearchUrl } from './search-url.ts';
import box from './query-box.module.css';
import styles from './saved-searches.module.css';

export function SearchHistory({ onOpen }: { readonly onOpen: (url: SearchUrl) => void }) {
  const { t } = useTranslation('search');
  const [opened, setOpened] = useState(false);
  const { recent, forgetSearches } = useRecent();
  const wordsOf = useSearchWords();
  const open = (): void => setOpened(true);
  useShortcuts({ y: open });
  usePageActions([{ label: t('history'), keys: ['Y'], run: open }]);
  const { searches } = recent;
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <IconButton label={t('history')} className={box.earlier}>
          <IconHistory size={16} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label>{searches.length === 0 ? t('historyNone') : t('historyNote')}</Menu.Label>
        {searches.map((text) => (
          <Menu.Item key={text} onClick={() => onOpen(urlOfSearchText(text))} title={wordsOf(text)}>
            <span className={styles.words}>{wordsOf(text)}</span>
          </Menu.Item>
        ))}
        {searches.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={forgetSearches}>{t('forgetHistory')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
