// What differs between two times, in a few words each: `new`, `+4.3 pt`, `p95 +170%`. More is orange, less is teal.
import { type Change, type Difference, relativeChange } from '@spanloom/analysis';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatChange, formatPoints } from '../lib/format-number.ts';

export interface ChangeWord {
  readonly text: string;
  /** Where there is little room, beside the values. */
  readonly short: string;
  readonly tone: 'more' | 'less' | 'plain' | 'none';
}

export interface ChangeWords {
  /** The loudest first; empty where nothing changed, or nothing is compared. */
  readonly changes: (difference: Difference | undefined) => readonly ChangeWord[];
  /** All of it as one word, also where there is no change. */
  readonly summary: (difference: Difference | undefined) => ChangeWord;
  readonly value: (difference: Difference, of: 'rate' | 'errors' | 'p50' | 'p95') => ChangeWord;
}

const NOTHING: ChangeWord = { text: '', short: '', tone: 'none' };

export function useChangeWords(): ChangeWords {
  const { t } = useTranslation('graph');
  return useMemo(() => {
    const points = (share: number): string => t('change.points', { points: formatPoints(share) });
    const ratio = (logarithm: number): string => formatChange(relativeChange(logarithm));
    const said = (text: string, tone: ChangeWord['tone'], short = text): ChangeWord => ({ text, short, tone });
    const word = (change: Change, { errorShare = 0, p95 = 0 }: Difference): ChangeWord => {
      switch (change) {
        case 'added':
        case 'removed':
          return said(t(`change.${change}`), 'plain');
        case 'seldom':
          return said(t('change.seldom'), 'none');
        case 'moreErrors':
        case 'fewerErrors':
          return said(t('change.errors', { points: points(errorShare) }), toneOf(errorShare), points(errorShare));
        case 'slower':
        case 'faster':
          return said(`p95 ${ratio(p95)}`, toneOf(p95));
      }
    };
    const changes = (difference: Difference | undefined): readonly ChangeWord[] =>
      difference?.changes.map((change) => word(change, difference)) ?? [];
    return {
      changes,
      summary: (difference) => {
        if (difference === undefined) return NOTHING;
        const [first, ...others] = changes(difference);
        if (first === undefined) return said(t('change.none'), 'none');
        return said([first, ...others].map(({ text }) => text).join(t('comma')), first.tone);
      },
      value: (difference, of) => {
        const by = of === 'errors' ? difference.errorShare : difference[of];
        if (by === undefined) return difference.was === undefined ? NOTHING : said(t('change.none'), 'none');
        return said(of === 'errors' ? points(by) : ratio(by), of === 'rate' ? 'plain' : toneOf(by));
      },
    };
  }, [t]);
}

function toneOf(by: number): 'more' | 'less' {
  return by > 0 ? 'more' : 'less';
}
