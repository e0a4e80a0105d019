// What the time on screen is compared with: the time just before, the same time a day or a week ago, or from a moment on.
import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Against, justBefore, readAgainst, windowAgainst, writeAgainst } from '../lib/against.ts';
import { resolveTimeRange, type TimeRange } from '../lib/time-range.ts';
import { ButtonPopover } from './button-popover.tsx';
import styles from './compare-control.module.css';
import { DateTimeInput, inputValue, nanosOfInput } from './date-time-input.tsx';
import { useAgainstWords } from './use-against-words.ts';
import { useNow } from './use-now.ts';

interface CompareControlProps {
  /** As the address has it. */
  readonly against: Against | undefined;
  readonly range: TimeRange;
  readonly onAgainst: (text: string | undefined) => void;
}

export function CompareControl({ against, range, onAgainst }: CompareControlProps) {
  const { t } = useTranslation('graph');
  const [opened, setOpened] = useState(false);
  const words = useAgainstWords();
  const choose = (text: string | undefined): void => {
    setOpened(false);
    onAgainst(text);
  };
  return (
    <ButtonPopover
      opened={opened}
      onOpened={setOpened}
      label={t('against.title')}
      className={styles.dropdown}
      button={(opener) => (
        <Button
          {...opener}
          variant={against === undefined ? 'default' : 'light'}
          leftSection={<IconArrowsDiff size={14} stroke={1.75} />}
        >
          {against === undefined ? t('against.compare') : words(against)}
        </Button>
      )}
    >
      {() => (
        <>
          <h3 className={styles.title}>{t('against.title')}</h3>
          <div className={styles.presets}>
            {presets(range).map((preset) => {
              const text = writeAgainst(preset);
              const chosen = against !== undefined && writeAgainst(against) === text;
              return (
                <Button
                  key={text}
                  variant={chosen ? 'light' : 'default'}
                  aria-pressed={chosen}
                  onClick={() => choose(text)}
                >
                  {words(preset)}
                </Button>
              );
            })}
          </div>
          <FromMoment against={against} range={range} onAgainst={choose} />
          {against !== undefined && (
            <Button variant="default" fullWidth mt={8} onClick={() => choose(undefined)}>
              {t('against.stop')}
            </Button>
          )}
        </>
      )}
    </ButtonPopover>
  );
}

/** The time just before, then an hour, a day and a week ago; each once. */
function presets(range: TimeRange): readonly Against[] {
  const offered = [justBefore(range), ...['1h', '1d', '7d'].map(readAgainst)].filter((one) => one !== undefined);
  const seconds = (one: Against): number => (one.kind === 'earlier' ? one.seconds : 0);
  return offered.filter((one, index) => offered.findIndex((other) => seconds(other) === seconds(one)) === index);
}

function FromMoment({ against, range, onAgainst }: CompareControlProps) {
  const { t } = useTranslation('graph');
  const shown = resolveTimeRange(range, useNow(10_000));
  const [from, setFrom] = useState(() => {
    const earlier = against ?? justBefore(range);
    return inputValue(earlier === undefined ? shown.start : windowAgainst(shown, earlier).start);
  });
  const start = nanosOfInput(from);
  return (
    <form
      className={styles.moment}
      onSubmit={(event) => {
        event.preventDefault();
        if (start !== undefined) onAgainst(writeAgainst({ kind: 'from', start }));
      }}
    >
      <DateTimeInput label={t('against.fromMoment')} value={from} onChange={setFrom} />
      <Button type="submit" variant="default" disabled={start === undefined}>
        {t('against.apply')}
      </Button>
    </form>
  );
}
