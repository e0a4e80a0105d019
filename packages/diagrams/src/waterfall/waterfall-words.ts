// What a waterfall says of itself in its picture, and to whoever does not see it.
import { durationText } from '../fixed-width.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { Waterfall } from './trace-waterfall.ts';

/** The words that stand in its rows. */
export function waterfallWords({ language = 'en' }: Pick<Waterfall, 'language'>) {
  const { missingParent, below } = TRACE_WORDS[language].waterfall;
  return { missingParent, below, noEnd: COMMON_WORDS[language].noEnd };
}

/** '' when every span has a row or a part in one. */
export function leftOutText({ spans, hidden, hiddenFailed, language = 'en' }: Waterfall): string {
  return hidden === 0 ? '' : TRACE_WORDS[language].waterfall.leftOut(hidden, spans, hiddenFailed);
}

export function waterfallDescription(waterfall: Waterfall): string {
  const { spans, services, failed, extent, language = 'en' } = waterfall;
  const nouns = NOUNS[language];
  const facts = TRACE_WORDS[language].waterfall.description(
    counted(spans, nouns.spans),
    counted(services, nouns.services),
    durationText(BigInt(Math.round(extent))),
    failed,
  );
  return COMMON_WORDS[language].sentences([facts, leftOutText(waterfall)].filter((text) => text !== ''));
}
