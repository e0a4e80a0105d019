// A filter: its conditions as chips, and the builder for one more.
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { servicesQuery } from '../../api/queries.ts';
import type { FilterUrl } from '../../lib/filter-url.ts';
import { Kbd } from '../kbd.tsx';
import { usePageActions } from '../page-actions.tsx';
import { useShortcuts } from '../use-shortcuts.ts';
import { ConditionChip } from './condition-chip.tsx';
import {
  type Condition,
  conditionId,
  conditionsOf,
  oppositeOf,
  withCondition,
  withoutCondition,
} from './conditions.ts';
import { FilterBuilder } from './filter-builder.tsx';
import { type Field, fieldOf } from './suggestions.ts';
import styles from './filter-box.module.css';

interface FilterBoxProps<U extends FilterUrl> {
  readonly url: U;
  readonly onChange: (url: U) => void;
  /** Keys that open the builder besides F. */
  readonly moreKeys?: readonly string[];
}

/** What the builder is open for: a new condition, or another value of one that exists. */
interface Editing {
  readonly replaces: Condition | undefined;
  readonly field: Field | undefined;
}

export function FilterBox<U extends FilterUrl>({ url, onChange, moreKeys = [] }: FilterBoxProps<U>) {
  const { t } = useTranslation('filter');
  const services = useQuery(servicesQuery());
  const [editing, setEditing] = useState<Editing>();
  const addButton = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const conditions = conditionsOf(url);
  const add = (): void => setEditing({ replaces: undefined, field: undefined });
  useShortcuts(Object.fromEntries(['f', ...moreKeys].map((key) => [key, add])));
  usePageActions([{ label: t('addFilter'), keys: ['F'], run: add }]);

  const close = (): void => {
    setEditing(undefined);
    // The builder is gone after the next paint; the focus goes back to where it was opened.
    requestAnimationFrame(() => addButton.current?.focus());
  };
  const take = (condition: Condition): void => {
    const base = editing?.replaces === undefined ? url : withoutCondition(url, editing.replaces);
    onChange(withCondition(base, condition));
    close();
  };

  const flipperOf = (condition: Condition): (() => void) | undefined => {
    const opposite = oppositeOf(condition);
    if (opposite === undefined) return undefined;
    return () => {
      onChange(withCondition(withoutCondition(url, condition), opposite));
      // The chip of the opposite is another one, there after the next paint.
      requestAnimationFrame(() => {
        const flips = box.current?.querySelectorAll<HTMLElement>('[data-flip]') ?? [];
        [...flips].find((flip) => flip.dataset['flip'] === conditionId(opposite))?.focus();
      });
    };
  };

  return (
    <div ref={box} className={styles.box}>
      <span className={styles.label}>{t('filters')}</span>
      {conditions.map((condition) =>
        editing?.replaces !== undefined && conditionId(editing.replaces) === conditionId(condition) ? (
          <FilterBuilder key={conditionId(condition)} {...builderProps(editing)} />
        ) : (
          <ConditionChip
            key={conditionId(condition)}
            condition={condition}
            services={services.data?.services ?? []}
            onEdit={() => setEditing({ replaces: condition, field: fieldOf(condition) })}
            onRemove={() => {
              onChange(withoutCondition(url, condition));
              addButton.current?.focus();
            }}
            onFlip={flipperOf(condition)}
          />
        ),
      )}
      {editing !== undefined && editing.replaces === undefined ? (
        <FilterBuilder {...builderProps(editing)} />
      ) : (
        <button type="button" ref={addButton} className={styles.add} onClick={add}>
          <IconPlus size={14} stroke={1.75} aria-hidden="true" />
          {t('addFilter')}
          <Kbd>F</Kbd>
        </button>
      )}
    </div>
  );

  function builderProps(state: Editing) {
    return { initialField: state.field, service: url.service, onTake: take, onClose: close };
  }
}
