// Find in trace: the box in the page bar, with the count of matches and the way from one to the next.
import { TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import type { KeyboardEvent, RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './find-box.module.css';

interface FindBoxProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly text: string;
  readonly matches: number;
  /** Whether attributes were looked through. */
  readonly state: 'done' | 'reading' | 'failed';
  /** Place of the current row among the matches, from 1; 0 when it is none of them. */
  readonly place: number;
  readonly onText: (text: string) => void;
  readonly onStep: (direction: 1 | -1) => void;
  /** Esc in the box: back to the waterfall. */
  readonly onLeave: () => void;
}

export function FindBox({ input, text, matches, state, place, onText, onStep, onLeave }: FindBoxProps) {
  const { t } = useTranslation('trace');
  const format = useFormat();
  const asked = text.trim() !== '';
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (text === '') onLeave();
      else onText('');
    }
  };
  const counted =
    matches === 0
      ? t('noMatches')
      : place === 0
        ? t('matches', { count: matches, text: format.count(matches) })
        : t('matchOf', { place: format.count(place), matches: format.count(matches) });
  return (
    <div className={styles.find} role="search">
      <TextInput
        ref={input}
        className={styles.findInput}
        aria-label={t('find')}
        placeholder={t('find')}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
        rightSection={asked ? undefined : <Kbd>/</Kbd>}
      />
      <span className={styles.matchCount} role="status">
        {asked ? counted : ''}
        {asked && state === 'reading' && ` · ${t('findReading')}`}
        {asked && state === 'failed' && <span title={t('findFailedWhy')}>{` · ${t('findFailed')}`}</span>}
      </span>
      {asked && (
        <>
          <IconButton small label={t('previousMatch')} disabled={matches === 0} onClick={() => onStep(-1)}>
            <IconChevronUp size={14} stroke={1.75} />
          </IconButton>
          <IconButton small label={t('nextMatch')} disabled={matches === 0} onClick={() => onStep(1)}>
            <IconChevronDown size={14} stroke={1.75} />
          </IconButton>
        </>
      )}
    </div>
  );
}
