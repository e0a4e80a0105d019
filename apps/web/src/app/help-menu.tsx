// The menu behind the question mark: what one looks up now and then.
import { Menu } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useTimeRangeUrl } from '../ui/use-time-range.ts';

export function HelpMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { t } = useTranslation('shell');
  const timeRange = useTimeRangeUrl();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={t('help')}>
          <IconHelpCircle size={16} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item rightSection={<Kbd>?</Kbd>} onClick={onKeys}>
          {t('keys')}
        </Menu.Item>
        <Menu.Item renderRoot={(props) => <Link to="/start" search={timeRange} {...props} />}>{t('start')}</Menu.Item>
        <Menu.Item renderRoot={(props) => <Link to="/data" search={timeRange} {...props} />}>{t('data')}</Menu.Item>
        <Menu.Item renderRoot={(props) => <Link to="/api-docs" search={timeRange} {...props} />}>{t('api')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
