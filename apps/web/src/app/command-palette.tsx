// The command palette: everything one can do or go to, found by typing. An ARIA combobox in a dialog:
// https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/kbd.tsx';
import { ServiceSwatch } from '../ui/service.tsx';
import { useOpenings } from '../ui/use-openings.ts';
import { type Command, matchingCommands } from './command.ts';
import { useCommands } from './use-commands.ts';
import styles from './command-palette.module.css';

interface CommandPaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onShowKeys: () => void;
}

export function CommandPalette({ opened, onClose, onShowKeys }: CommandPaletteProps) {
  const { t } = useTranslation('shell');
  const before = useRef<Element>(null);
  const openings = useOpenings(opened);
  // Given back at once, not a moment later as the dialog would: a command may take the focus elsewhere.
  const close = (): void => {
    onClose();
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  return (
    <Modal.Root
      opened={opened}
      onClose={close}
      size={560}
      yOffset={72}
      returnFocus={false}
      classNames={{ content: styles.content }}
    >
      <Modal.Overlay backgroundOpacity={0.25} />
      <Modal.Content aria-label={t('commands')}>
        <Palette key={openings} before={before} onClose={close} onShowKeys={onShowKeys} />
      </Modal.Content>
    </Modal.Root>
  );
}

interface PaletteProps extends Omit<CommandPaletteProps, 'opened'> {
  /** Set to what had the focus when the palette opened. */
  readonly before: RefObject<Element | null>;
}

/** Lives as long as the palette is open: what was typed is forgotten when it closes. */
function Palette({ before, onClose, onShowKeys }: PaletteProps) {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const shown = matchingCommands(useCommands(typed, onShowKeys), typed);
  const active = Math.min(chosen, shown.length - 1);

  // Before the dialog moves it.
  useLayoutEffect(() => {
    before.current = document.activeElement;
  }, [before]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, typed]);

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
    if (step !== undefined && shown.length > 0) setChosen((active + step + shown.length) % shown.length);
    else if (event.key === 'Enter') run(shown[active]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.ask}>
        <IconSearch size={16} stroke={1.75} aria-hidden="true" />
        <input
          data-autofocus
          className={styles.input}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
          aria-autocomplete="list"
          aria-label={t('commands')}
          autoComplete="off"
          spellCheck={false}
          placeholder={t('commandsPrompt')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('commands')} className={styles.list}>
        {shown.map((command, index) => (
          <Option
            key={command.id}
            id={`${id}-${index}`}
            command={command}
            active={index === active}
            heading={command.group === shown[index - 1]?.group ? undefined : t(`commandGroup.${command.group}`)}
            onRun={() => run(command)}
          />
        ))}
      </div>
      {shown.length === 0 && (
        <p className={styles.none} role="status">
          {t('commandsNone')}
        </p>
      )}
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly active: boolean;
  /** Above the first of a group. */
  readonly heading: string | undefined;
  readonly onRun: () => void;
}

function Option({ id, command, active, heading, onRun }: OptionProps) {
  return (
    <>
      {heading !== undefined && (
        <div className={styles.heading} role="presentation">
          {heading}
        </div>
      )}
      {/* The keyboard moves through the options from the input, which holds the focus. */}
      <div
        id={id}
        role="option"
        aria-selected={active}
        className={styles.option}
        onPointerDown={(event) => event.preventDefault()}
        onClick={onRun}
      >
        {command.color !== undefined && <ServiceSwatch service={{ color: command.color }} />}
        <span className={styles.label}>{command.label}</span>
        {command.detail !== undefined && <span className={styles.detail}>{command.detail}</span>}
        <span className={styles.keys}>
          {command.keys?.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      </div>
    </>
  );
}
