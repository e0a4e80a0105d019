// One saved search: opens at a click, can be renamed in place, and removed.
import { TextInput } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NAME_LENGTH, type SavedSearch } from '../../lib/saved-searches.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { useSearchWords } from './search-text.ts';
import styles from './saved-searches.module.css';

interface SavedSearchItemProps {
  readonly search: SavedSearch;
  /** Whether another search has the name. */
  readonly isTaken: (name: string) => boolean;
  readonly onOpen: () => void;
  /** The old name, when it was left as it is. `byKey`: the focus was in the field, which is gone. */
  readonly onRename: (name: string, byKey: boolean) => void;
  readonly onRemove: () => void;
}

export function SavedSearchItem({ search, isTaken, onOpen, onRename, onRemove }: SavedSearchItemProps) {
  const { t } = useTranslation('search');
  const words = useSearchWords()(search.text);
  const [renaming, setRenaming] = useState(false);
  if (renaming) {
    return (
      <li className={styles.item}>
        <Rename
          name={search.name}
          isTaken={isTaken}
          onName={(name, byKey) => {
            setRenaming(false);
            onRename(name, byKey);
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.item}>
      <button type="button" className={styles.open} data-saved={search.name} onClick={onOpen} title={words}>
        <b>{search.name}</b>
        {words !== search.name && <span className={styles.words}>{words}</span>}
      </button>
      <IconButton small label={t('rename', { name: search.name })} onClick={() => setRenaming(true)}>
        <IconPencil size={14} stroke={1.75} />
      </IconButton>
      <IconButton small label={t('removeSaved', { name: search.name })} onClick={onRemove}>
        <IconX size={14} stroke={1.75} />
      </IconButton>
    </li>
  );
}

interface RenameProps {
  readonly name: string;
  readonly isTaken: (name: string) => boolean;
  readonly onName: (name: string, byKey: boolean) => void;
}

/** Enter or leaving the field takes the name, Escape the old one. */
function Rename({ name, isTaken, onName }: RenameProps) {
  const { t } = useTranslation('search');
  const [typed, setTyped] = useState(name);
  const settled = useRef(false);
  const trimmed = typed.trim();
  const taken = isTaken(trimmed);
  const settle = (next: string, byKey: boolean): void => {
    // Taking it also makes the field go, which blurs it.
    if (settled.current) return;
    settled.current = true;
    onName(next, byKey);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (trimmed !== '' && !taken) settle(trimmed, true);
  };
  return (
    <form className={styles.rename} onSubmit={submit}>
      <TextInput
        autoFocus
        aria-label={t('renameNew', { name })}
        value={typed}
        maxLength={NAME_LENGTH}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => settle(trimmed === '' || taken ? name : trimmed, false)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== 'Escape') return;
          // Not the popover's.
          event.stopPropagation();
          settle(name, true);
        }}
        autoComplete="off"
        spellCheck={false}
        error={taken ? t('renameTaken') : undefined}
      />
    </form>
  );
}
