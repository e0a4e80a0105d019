// Switches the theme: as the system, light or dark; the choice is remembered.
import { Menu } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../ui/icon-button.tsx';
import { usePreferences } from '../ui/preferences.tsx';

const CHOICES = [
  { theme: undefined, label: 'themeSystem', Icon: IconDeviceDesktop },
  { theme: 'light', label: 'themeLight', Icon: IconSun },
  { theme: 'dark', label: 'themeDark', Icon: IconMoon },
] as const;

export function ThemeMenu() {
  const { t } = useTranslation('shell');
  const { preferences, change } = usePreferences();
  const { Icon: Current } = CHOICES.find(({ theme }) => theme === preferences.theme) ?? CHOICES[0];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton label={t('theme')}>
          <Current size={16} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ theme, label, Icon }) => (
          <Menu.Item
            key={label}
            role="menuitemradio"
            aria-checked={preferences.theme === theme}
            leftSection={<Icon size={14} stroke={1.75} />}
            rightSection={preferences.theme === theme ? <IconCheck size={14} stroke={1.75} /> : undefined}
            onClick={() => change({ theme })}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
