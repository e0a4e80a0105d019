// What a map says of the time that it is compared with: a few words at nodes, numbers of one width at arrows, and the tone that
// a line is drawn in.
import { type Change, type Difference, parseNodeId, relativeChange } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import { centred, differenceField, VALUE_SEPARATOR } from './fixed-width.ts';
import { visibleLabel } from './mermaid-label.ts';
import { COMMON_WORDS } from './words/common-words.ts';
import { MAP_WORDS } from './words/map-words.ts';

/** How a line is drawn: what fails before all else. `gone`: it was there in the time before alone. */
export const LINE_TONES = ['plain', 'less', 'more', 'failing', 'gone'] as const;
export type LineTone = (typeof LINE_TONES)[number];

export function lineTone(failing: boolean, difference: Difference | undefined): LineTone {
  const { within, changes = [] } = difference ?? {};
  const has = (...some: readonly Change[]): boolean => some.some((change) => changes.includes(change));
  if (within === 'before') return 'gone';
  if (failing) return 'failing';
  if (has('moreErrors', 'slower')) return 'more';
  return has('fewerErrors', 'faster') ? 'less' : 'plain';
}

/** What is there with few calls is drawn as usual; of what is not there it is said why that says nothing. */
function toldOf(difference: Difference | undefined): readonly Change[] {
  const { within, changes = [] } = difference ?? {};
  return within === 'after' ? changes.filter((change) => change !== 'seldom') : changes;
}

/** Without numbers, which would change the layout at each tick. Empty where nothing changed. */
export function nodeChange(difference: Difference | undefined, language: DiagramLanguage): string {
  const { changes } = MAP_WORDS[language];
  return COMMON_WORDS[language].list(toldOf(difference).map((change) => changes[change]));
}

/** The same width for any numbers, as long as the same things differ. Empty where nothing does. */
export function edgeChange(difference: Difference | undefined, language: DiagramLanguage): string {
  const words = MAP_WORDS[language];
  const { errorShare = 0, p95 = 0 } = difference ?? {};
  const told = toldOf(difference).map((change) => {
    if (change === 'moreErrors' || change === 'fewerErrors')
      return differenceField(words.errors, errorShare * 100, 1, words.points);
    if (change === 'slower' || change === 'faster') return differenceField('p95', relativeChange(p95) * 100, 0, '%');
    return words.changes[change];
  });
  return centred(told.join(VALUE_SEPARATOR));
}

interface ToldEdge {
  readonly source: {
    readonly calls: number;
    readonly folded?: { readonly calls: number; readonly through: readonly string[] } | undefined;
    readonly difference?: Difference | undefined;
  };
  readonly tone: LineTone;
}

/** What is told of an edge: its values, through whom it goes, and what differs. What is gone has no values. */
export function edgeTexts(edge: ToldEdge, values: readonly string[], language: DiagramLanguage): string[] {
  const told = [edgeThrough(edge, language), edgeChange(edge.source.difference, language)];
  return [...(edge.tone === 'gone' ? [] : values), ...told.filter((text) => text !== '')];
}

const MAX_THROUGH_NAME = 24;

/** `via envoy`, `via envoy and 2 more`; empty where no call goes through a folded node. */
export function edgeThrough(
  { source: { calls, folded } }: Pick<ToldEdge, 'source'>,
  language: DiagramLanguage,
): string {
  if (folded === undefined) return '';
  const words = MAP_WORDS[language];
  const [first, ...more] = folded.through.map(nameOfNode);
  // Names are not told where they are redacted.
  const names = first === undefined ? words.foldedNodes : visibleLabel(first, MAX_THROUGH_NAME);
  return words.via(names, more.length, folded.calls < calls);
}

function nameOfNode(id: string): string {
  const node = parseNodeId(id);
  return node.ok ? node.value.name : id;
}
