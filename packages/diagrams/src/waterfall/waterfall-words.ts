// What a waterfall says of itself in its picture, and to whoever does not see it.
import { durationText } from '../fixed-width.ts';
import { counted } from '../words.ts';
import type { Waterfall } from './trace-waterfall.ts';

/** '' when every span has a row or a part in one. */
export function leftOutText({ spans, hidden, hiddenFailed }: Waterfall): string {
  if (hidden === 0) return '';
  return `${hidden} of ${spans} spans are left out, of them failed: ${hiddenFailed}. First come those that failed, those that the trace waited for, and the longest.`;
}

export function waterfallDescription(waterfall: Waterfall): string {
  const { spans, services, failed, extent } = waterfall;
  const facts = `${counted(spans, 'span')} of ${counted(services, 'service')} in ${durationText(BigInt(Math.round(extent)))}, of them failed: ${failed}.`;
  return `${facts} ${leftOutText(waterfall)}`.trim();
}
