// Switches the theme: as the system, light or dark; the choice is remembered.
import { Menu } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconMenu } from '../ui/icon-menu.tsx';
import { usePreferences } from '../ui/preferences.tsx';

/** Stands for no choice of one's own. */
const SYSTEM = 'system';

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
    <IconMenu label={t('theme')} icon={<Current size={16} stroke={1.75} />}>
      <Menu.RadioGroup value={preferences.theme ?? SYSTEM}>
        {CHOICES.map(({ theme, label, Icon }) => (
          <Menu.RadioItem
            key={label}
            value={theme ?? SYSTEM}
            closeMenuOnClick
            rightSection={<Icon size={14} stroke={1.75} />}
            onChange={() => change({ theme })}
          >
            {t(label)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </IconMenu>
  );
}
