// The one style sheet of the diagrams: what a border and a ground mean, in the tokens of the design.
import type { LineTone } from './map-changes.ts';
import { DIAGRAM_TOKENS, type DiagramTheme } from './tokens.ts';

/**
 * ok: nothing to say. warn: errors passed on from a callee. bad: errors begin here. ghost: inferred, sends nothing. added, gone:
 * in this time alone, in the one that it is compared with alone.
 */
export type DiagramClass = 'ok' | 'warn' | 'bad' | 'root' | 'ghost' | 'added' | 'gone';
/** now: the present one of the states of something. */
export type LiveClass = DiagramClass | 'now';

/** `classDef` lines for the classes that a diagram uses, in a fixed order. Text colour is always set: themes differ. */
export function classDefinitions(theme: DiagramTheme, used: ReadonlySet<LiveClass>): string[] {
  const tokens = DIAGRAM_TOKENS[theme];
  const styles: readonly (readonly [LiveClass, string])[] = [
    ['ok', `fill:${tokens.bg},stroke:${tokens.line3},color:${tokens.t1}`],
    ['warn', `fill:${tokens.warnSoft},stroke:${tokens.warnFill},color:${tokens.t1}`],
    ['bad', `fill:${tokens.errSoft},stroke:${tokens.err},color:${tokens.t1}`],
    ['root', `fill:${tokens.err},stroke:${tokens.err},color:${tokens.bg}`],
    ['now', `fill:${tokens.accentSoft},stroke:${tokens.accent},color:${tokens.t1}`],
    ['ghost', `fill:${tokens.bg},stroke:${tokens.t4},color:${tokens.t1},stroke-dasharray:4 3`],
    ['added', `fill:${tokens.bg},stroke:${tokens.t1},color:${tokens.t1},stroke-width:2px`],
    ['gone', `fill:${tokens.bg},stroke:${tokens.line3},color:${tokens.t3},stroke-dasharray:2 4`],
  ];
  return styles.filter(([name]) => used.has(name)).map(([name, style]) => `classDef ${name} ${style}`);
}

/** `linkStyle` line for edges (by their position) that fail. */
export function failingLinks(theme: DiagramTheme, positions: readonly number[]): string[] {
  return positions.length === 0 ? [] : [`linkStyle ${positions.join(',')} stroke:${DIAGRAM_TOKENS[theme].err}`];
}

/** `linkStyle` line for edges (by their position) of a tone; nothing for plain ones. */
export function tonedLinks(theme: DiagramTheme, tone: LineTone, positions: readonly number[]): string[] {
  const { more, less, line3 } = DIAGRAM_TOKENS[theme];
  if (tone === 'failing') return failingLinks(theme, positions);
  if (tone === 'plain' || positions.length === 0) return [];
  const stroke = { more, less, gone: `${line3},stroke-dasharray:2 5` }[tone];
  return [`linkStyle ${positions.join(',')} stroke:${stroke}`];
}
