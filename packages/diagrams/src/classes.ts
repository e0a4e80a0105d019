// The one style sheet of the diagrams: what a border and a ground mean, in the tokens of the design.

/** ok: nothing to say. warn: errors passed on from a callee. bad: errors begin here. ghost: inferred, sends nothing. */
export type DiagramClass = 'ok' | 'warn' | 'bad' | 'root' | 'ghost';
export type DiagramTheme = 'light' | 'dark';

interface ThemeTokens {
  readonly bg: string;
  readonly text: string;
  readonly line3: string;
  readonly faint: string;
  readonly err: string;
  readonly errSoft: string;
  readonly warnSoft: string;
  readonly warnFill: string;
}

const TOKENS: Readonly<Record<DiagramTheme, ThemeTokens>> = {
  light: {
    bg: '#ffffff',
    text: '#171a1e',
    line3: '#7f8790',
    faint: '#98a0a9',
    err: '#c4231c',
    errSoft: '#fceceb',
    warnSoft: '#fdf3dc',
    warnFill: '#c98700',
  },
  dark: {
    bg: '#14171b',
    text: '#e7eaed',
    line3: '#717a84',
    faint: '#626b75',
    err: '#ff7a70',
    errSoft: '#3b1c1b',
    warnSoft: '#33280f',
    warnFill: '#d19a2e',
  },
};

/** `classDef` lines for the classes that a diagram uses, in a fixed order. Text colour is always set: themes differ. */
export function classDefinitions(theme: DiagramTheme, used: ReadonlySet<DiagramClass>): string[] {
  const tokens = TOKENS[theme];
  const styles: readonly (readonly [DiagramClass, string])[] = [
    ['ok', `fill:${tokens.bg},stroke:${tokens.line3},color:${tokens.text}`],
    ['warn', `fill:${tokens.warnSoft},stroke:${tokens.warnFill},color:${tokens.text}`],
    ['bad', `fill:${tokens.errSoft},stroke:${tokens.err},color:${tokens.text}`],
    ['root', `fill:${tokens.err},stroke:${tokens.err},color:${tokens.bg}`],
    ['ghost', `fill:${tokens.bg},stroke:${tokens.faint},color:${tokens.text},stroke-dasharray:4 3`],
  ];
  return styles.filter(([name]) => used.has(name)).map(([name, style]) => `classDef ${name} ${style}`);
}

/** `linkStyle` line for edges (by their position) that fail. */
export function failingLinks(theme: DiagramTheme, positions: readonly number[]): string[] {
  return positions.length === 0 ? [] : [`linkStyle ${positions.join(',')} stroke:${TOKENS[theme].err}`];
}
