// The query box: conditions as chips, the builder for one more, Run; searches from before.
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconPlus } from '@tabler/icons-react';
import { modKey } from '../../lib/mod-key.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { usePageActions } from '../../ui/page-actions.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
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
import { SavedSearches } from './saved-searches.tsx';
import { SearchHistory } from './search-history.tsx';
import type { SearchUrl } from './search-url.ts';
import { type Field, fieldOf } from './suggestions.ts';
import type { ServiceRef } from '@spanloom/api-schema';
import styles from './query-box.module.css';

interface QueryBoxProps {
  readonly url: SearchUrl;
  /** For the colours of service chips. */
  readonly services: readonly ServiceRef[];
  readonly onChange: (url: SearchUrl) => void;
  readonly onRun: () => void;
}

/** What the builder is open for: a new condition, or another value of one that exists. */
interface Editing {
  readonly replaces: Condition | undefined;
  readonly field: Field | undefined;
}

export function QueryBox({ url, services, onChange, onRun }: QueryBoxProps) {
  const { t } = useTranslation('search');
  const [editing, setEditing] = useState<Editing>();
  const addButton = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const conditions = conditionsOf(url);
  const add = (): void => setEditing({ replaces: undefined, field: undefined });
  // A dialog over the page has this key for itself.
  const run = ({ target }: KeyboardEvent): unknown =>
    target instanceof Element && target.closest('[aria-modal="true"]') !== null ? false : onRun();
  useShortcuts({ '/': add, f: add, 'mod+Enter': run });

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
    <section className={styles.row} aria-label={t('query')}>
      <div ref={box} className={styles.box}>
        <span className={styles.label}>{t('filters')}</span>
        {conditions.map((condition) =>
          editing?.replaces !== undefined && conditionId(editing.replaces) === conditionId(condition) ? (
            <FilterBuilder key={conditionId(condition)} {...builderProps(editing)} />
          ) : (
            <ConditionChip
              key={conditionId(condition)}
              condition={condition}
              services={services}
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
      <Button className={styles.run} onClick={onRun} rightSection={<Kbd>{modKey()}↵</Kbd>}>
        {t('run')}
      </Button>
      <SearchHistory onOpen={onChange} />
      <SavedSearches url={url} onOpen={onChange} />
    </section>
  );

  function builderProps(state: Editing) {
    return { initialField: state.field, service: url.service, onTake: take, onClose: close };
  }
}
