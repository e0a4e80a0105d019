// Switches the language; the choice is remembered.
import { Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../lib/language.ts';
import { IconMenu } from '../ui/icon-menu.tsx';
import { usePreferences } from '../ui/preferences.tsx';

export function LanguageMenu() {
  const { t, i18n } = useTranslation('shell');
  const { change } = usePreferences();
  const choose = (language: Language): void => {
    change({ language });
    void i18n.changeLanguage(language);
  };
  return (
    <IconMenu label={t('language')} icon={<IconLanguage size={16} stroke={1.75} />}>
      <Menu.RadioGroup value={i18n.language}>
        {LANGUAGES.map((language) => (
          <Menu.RadioItem
            key={language}
            value={language}
            lang={language}
            closeMenuOnClick
            onChange={() => choose(language)}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </IconMenu>
  );
}
