// What stands in the chart's header line while there is a box: how many traces, which time, what can be done with it.
import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { TimeWindow } from '../../lib/time-range.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import type { TimeBox } from './use-time-box.ts';
import styles from './box-facts.module.css';

interface BoxFactsProps {
  readonly timeBox: TimeBox;
  readonly window: TimeWindow;
  /** Take the focus when the box, and with it a button that had it, goes. */
  readonly bars: RefObject<HTMLDivElement | null>;
  readonly onZoom: (box: TimeWindow) => void;
}

export function BoxFacts({ timeBox, window, bars, onZoom }: BoxFactsProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const { box, counts } = timeBox;
  if (box === undefined) return undefined;
  const precision = clockPrecision(box);
  const leave = (how: () => void): void => {
    bars.current?.focus();
    how();
  };
  const count =
    counts === undefined ? t('counting') : t('traces', { count: counts.traces, text: format.count(counts.traces) });
  return (
    <section className={styles.facts} aria-label={t('box')}>
      <span className={styles.words} role="status">
        {t('box')} <strong>{count}</strong>{' '}
        {counts !== undefined && counts.errorTraces > 0 && (
          <span className={styles.errors}>
            {t('withErrors', { count: counts.errorTraces, text: format.count(counts.errorTraces) })}
          </span>
        )}{' '}
        {format.moment(box.start, window.end, precision)} – {format.moment(box.end, box.start, precision)}
      </span>
      <Button
        variant="default"
        className={styles.zoom}
        onClick={() => leave(() => onZoom(box))}
        rightSection={<Kbd>Z</Kbd>}
      >
        {t('zoomHere')}
      </Button>
      <IconButton small label={t('clearBox')} onClick={() => leave(() => timeBox.settle(undefined))}>
        <IconX size={14} stroke={1.75} />
      </IconButton>
    </section>
  );
}

/** So fine that both ends of a short box can be told apart. */
function clockPrecision({ start, end }: TimeWindow): 'minute' | 'second' | 'milli' {
  const seconds = Number(end - start) / 1e9;
  if (seconds < 10) return 'milli';
  return seconds < 6 * 3600 ? 'second' : 'minute';
}
