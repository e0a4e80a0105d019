// A line with padding at its ends as a label: both functions of mermaid-label.ts would drop it.
import { type PaddedLine, splitEnds } from './fixed-width.ts';
import { mermaidLabel, visibleLabel } from './mermaid-label.ts';

const SEPARATOR = ' · ';

/** `written`: for whoever draws without a page, and nothing to who copies it. `encoded`: for a page, where Mermaid drops spaces. */
export type Ends = 'written' | 'encoded';

/** `names` come before the values of the line. */
export function paddedLabel({ left, texts, right }: PaddedLine, { names = [], ends, max }: LabelOptions): string {
  const spaces = (padding: string): string =>
    ends === 'written' ? padding : padding.replaceAll(/./gu, (space) => `#${space.charCodeAt(0)};`);
  const text = [...names, ...texts].map((part) => mermaidLabel(part, max)).join(SEPARATOR);
  return `${spaces(left)}${text}${spaces(right)}`;
}

interface LabelOptions {
  readonly names?: readonly string[];
  readonly ends: Ends;
  readonly max?: number;
}

/** A line that is padded at its ends. */
export function lineLabel(line: string, ends: Ends): string {
  return paddedLabel(splitEnds(line), { ends });
}

/** The text that a reader sees where `paddedLabel` wrote it. */
export function visiblePadded({ left, texts, right }: PaddedLine, names: readonly string[], max: number): string {
  return `${left}${[...names, ...texts].map((text) => visibleLabel(text, max)).join(SEPARATOR)}${right}`;
}
