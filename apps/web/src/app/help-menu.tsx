// The menu behind the question mark: what one looks up now and then, and the way out.
import { Menu } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../api/queries.ts';
import { IconMenu } from '../ui/icon-menu.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useTimeRangeUrl } from '../ui/use-time-range.ts';
import { LogOut } from './log-out.tsx';

export function HelpMenu({ onKeys }: { readonly onKeys: () => void }) {
  const { t } = useTranslation('shell');
  const timeRange = useTimeRangeUrl();
  const [asked, setAsked] = useState(false);
  // Only a server with a token has sessions.
  const { data } = useQuery({ ...statusQuery(), enabled: asked });
  return (
    <IconMenu label={t('help')} icon={<IconHelpCircle size={16} stroke={1.75} />} onOpen={() => setAsked(true)}>
      <Menu.Item rightSection={<Kbd>?</Kbd>} onClick={onKeys}>
        {t('keys')}
      </Menu.Item>
      <Menu.Item renderRoot={(props) => <Link to="/start" search={timeRange} {...props} />}>{t('start')}</Menu.Item>
      <Menu.Item renderRoot={(props) => <Link to="/data" search={timeRange} {...props} />}>{t('data')}</Menu.Item>
      <Menu.Item renderRoot={(props) => <Link to="/shares" search={timeRange} {...props} />}>{t('shares')}</Menu.Item>
      <Menu.Item renderRoot={(props) => <Link to="/api-docs" search={timeRange} {...props} />}>{t('api')}</Menu.Item>
      {data?.auth === true && <LogOut />}
    </IconMenu>
  );
}
