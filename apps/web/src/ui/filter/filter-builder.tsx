// Builds one condition with the keyboard: type a field, Enter, type a value, Enter. Backspace in an empty value goes back.
// An ARIA combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
import { type FocusEvent, type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Name } from '../name.tsx';
import { ServiceSwatch } from '../service.tsx';
import type { Condition } from './conditions.ts';
import type { Field } from './suggestions.ts';
import { type Suggestion, useFieldLabel, useFieldSuggestions, useValueSuggestions } from './use-suggestions.ts';
import { useKeptOnScreen } from './use-kept-on-screen.ts';
import styles from './filter-builder.module.css';

interface FilterBuilderProps {
  /** Start at the value of this field. */
  readonly initialField: Field | undefined;
  /** The service that the query asks for already: narrows operations. */
  readonly service: string | undefined;
  readonly onTake: (condition: Condition) => void;
  readonly onClose: () => void;
}

export function FilterBuilder({ initialField, service, onTake, onClose }: FilterBuilderProps) {
  const { t } = useTranslation('filter');
  const [field, setField] = useState(initialField);
  const [typed, setTyped] = useState('');
  /** Id of the item that the arrow keys went to; else it is the first. */
  const [chosen, setChosen] = useState<string>();
  /** Enter was pressed before the suggestions had caught up with what is typed. */
  const [entered, setEntered] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const dropdown = useRef<HTMLDivElement>(null);
  useKeptOnScreen(dropdown);
  const id = useId();
  const fieldLabel = useFieldLabel();
  const fields = useFieldSuggestions(typed, field === undefined);
  const values = useValueSuggestions(field, typed, service);
  const { items, loading, unsettled } = field === undefined ? fields : values;
  const chosenIndex = items.findIndex((item) => item.id === chosen);
  const active = items.length === 0 ? -1 : Math.max(chosenIndex, 0);
  const isDuration = field?.kind === 'minDuration' || field?.kind === 'maxDuration';
  const optionId = (index: number): string => `${id}-${index}`;

  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const type = (text: string): void => {
    setTyped(text);
    setChosen(undefined);
    setEntered(false);
  };
  const take = (item: Suggestion | undefined): void => {
    if (item === undefined) return;
    if (item.leadsTo.kind === 'condition') return onTake(item.leadsTo.condition);
    setField(item.leadsTo.field);
    type('');
  };
  const takeAfterAll = useEffectEvent(() => {
    setEntered(false);
    take(items[active]);
  });
  useEffect(() => {
    if (!entered || unsettled) return undefined;
    // What is taken was on screen.
    const frame = requestAnimationFrame(takeAfterAll);
    return () => cancelAnimationFrame(frame);
  }, [entered, unsettled]);

  const move = (step: 1 | -1): void => {
    setEntered(false);
    setChosen(items[(active + step + items.length) % items.length]?.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
        move(1);
        break;
      case 'ArrowUp':
        move(-1);
        break;
      case 'Enter':
        if (event.ctrlKey || event.metaKey) return;
        if (unsettled && chosenIndex < 0) setEntered(true);
        else take(items[active]);
        break;
      case 'Escape':
        onClose();
        break;
      case 'Backspace':
        if (typed !== '' || field === undefined || initialField !== undefined) return;
        setField(undefined);
        type('');
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) onClose();
  };

  return (
    <div className={styles.builder} onBlur={onBlur}>
      {field !== undefined && <span className={styles.field}>{fieldLabel(field)}</span>}
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? optionId(active) : undefined}
        aria-autocomplete="list"
        aria-label={field === undefined ? t('addFilter') : fieldLabel(field)}
        autoComplete="off"
        spellCheck={false}
        placeholder={field === undefined ? t('fieldPrompt') : isDuration ? t('durationPrompt') : t('valuePrompt')}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={dropdown} className={styles.dropdown}>
        <ul
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={t('suggestions')}
          aria-busy={loading}
          className={styles.list}
        >
          {items.map((item, index) => (
            <Option
              key={item.id}
              id={optionId(index)}
              item={item}
              active={index === active}
              onTake={() => take(item)}
            />
          ))}
        </ul>
        {(items.length === 0 || entered) && (
          <p className={styles.note} role="status">
            {isDuration
              ? typed.trim() === ''
                ? t('durationPrompt')
                : t('durationWrong')
              : loading
                ? t('suggestionsLoading')
                : t('noSuggestions')}
          </p>
        )}
      </div>
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly item: Suggestion;
  readonly active: boolean;
  readonly onTake: () => void;
}

function Option({ id, item, active, onTake }: OptionProps) {
  return (
    // The keyboard moves through the options from the input, which holds the focus.
    <li
      id={id}
      role="option"
      aria-selected={active}
      className={styles.option}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onTake}
    >
      {item.color !== undefined && <ServiceSwatch service={{ color: item.color }} />}
      <span className={styles.label} data-mono={item.mono}>
        <Name text={item.label} />
      </span>
      <span className={styles.detail}>{item.detail}</span>
    </li>
  );
}
