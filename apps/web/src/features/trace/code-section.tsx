// Where in the sources the span was made: opens in the editor that the reader chose, or is copied as path:line.
import { NativeSelect, TextInput } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/copy-button.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { DrawerSection } from './drawer-section.tsx';
import { type CodePlace, EDITOR_NAMES, EDITORS, editorLink, mappedPath, placeText } from './editor-link.ts';
import styles from './span-drawer.module.css';

const NO_CHOICE = { name: 'vscode', from: '', to: '' } as const;

export function CodeSection({ place }: { readonly place: CodePlace }) {
  const { t } = useTranslation('trace');
  const { preferences, change } = usePreferences();
  const editor = preferences.editor ?? NO_CHOICE;
  const path = mappedPath(place.path, editor);
  const text = placeText(path, place.line);
  const link = editorLink(editor.name, path, place.line);
  return (
    <DrawerSection title={t('code')} summary={<code>{text.split('/').at(-1)}</code>} initiallyOpen>
      <div className={styles.code}>
        <p className={styles.codePlace}>
          <code>{text}</code>
          <CopyButton text={text} label={t('copyPlace')} />
        </p>
        {place.name !== undefined && <code className={styles.muted}>{place.name}</code>}
        {link === undefined ? (
          <p className={styles.muted}>{t('noEditorLink')}</p>
        ) : (
          <a href={link} className={styles.openInEditor}>
            <IconExternalLink size={14} stroke={1.75} aria-hidden />
            {t('openIn', { editor: EDITOR_NAMES[editor.name] })}
          </a>
        )}
        <details>
          <summary>{t('editorSettings')}</summary>
          <div className={styles.editorSettings}>
            <NativeSelect
              size="xs"
              label={t('editor')}
              value={editor.name}
              data={EDITORS.map((value) => ({ value, label: EDITOR_NAMES[value] }))}
              onChange={(event) => {
                const name = EDITORS.find((known) => known === event.currentTarget.value);
                if (name !== undefined) change({ editor: { ...editor, name } });
              }}
            />
            <TextInput
              size="xs"
              label={t('pathFrom')}
              placeholder="/app"
              value={editor.from}
              onChange={(event) => change({ editor: { ...editor, from: event.currentTarget.value } })}
            />
            <TextInput
              size="xs"
              label={t('pathTo')}
              placeholder="/home/me/shop"
              value={editor.to}
              onChange={(event) => change({ editor: { ...editor, to: event.currentTarget.value } })}
            />
          </div>
        </details>
      </div>
    </DrawerSection>
  );
}
