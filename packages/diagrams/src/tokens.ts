// The colours of pictures in both themes: those of the app's design tokens, for whoever draws without a page. A test of the web
// app holds the two against each other.

export type DiagramTheme = 'light' | 'dark';

export interface DiagramTokens {
  readonly bg: string;
  readonly chrome: string;
  readonly sunken: string;
  readonly line: string;
  readonly line2: string;
  readonly line3: string;
  readonly t1: string;
  readonly t2: string;
  readonly t3: string;
  readonly t4: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly err: string;
  readonly errSoft: string;
  readonly errLine: string;
  readonly warnSoft: string;
  readonly warnFill: string;
  readonly less: string;
  readonly more: string;
}

export const DIAGRAM_TOKENS: Readonly<Record<DiagramTheme, DiagramTokens>> = {
  light: {
    bg: '#ffffff',
    chrome: '#f6f7f8',
    sunken: '#eef0f2',
    line: '#e2e5e8',
    line2: '#c8cdd3',
    line3: '#7f8790',
    t1: '#171a1e',
    t2: '#474e57',
    t3: '#5f6771',
    t4: '#98a0a9',
    accent: '#3d4fc4',
    accentSoft: '#e9ecfb',
    err: '#c4231c',
    errSoft: '#fceceb',
    errLine: '#eeb4b1',
    warnSoft: '#fdf3dc',
    warnFill: '#c98700',
    less: '#0b7285',
    more: '#9a5200',
  },
  dark: {
    bg: '#14171b',
    chrome: '#1a1e22',
    sunken: '#0f1215',
    line: '#2a3036',
    line2: '#3d454d',
    line3: '#717a84',
    t1: '#e7eaed',
    t2: '#b3bbc4',
    t3: '#8d96a0',
    t4: '#626b75',
    accent: '#97a6ff',
    accentSoft: '#232a4a',
    err: '#ff7a70',
    errSoft: '#3b1c1b',
    errLine: '#7c3a36',
    warnSoft: '#33280f',
    warnFill: '#d19a2e',
    less: '#5cc4d6',
    more: '#eba04f',
  },
};

/** By slot of the service palette. */
export const SERVICE_COLORS: Readonly<Record<DiagramTheme, readonly string[]>> = {
  light: [
    '#904100',
    '#9c7c5d',
    '#926a00',
    '#9f9244',
    '#798f00',
    '#3f842e',
    '#729c83',
    '#0e846f',
    '#568f8e',
    '#006775',
    '#008fbe',
    '#055085',
    '#5943b3',
    '#9665d7',
    '#9154a8',
    '#b161ab',
    '#bb78a1',
    '#933160',
  ],
  dark: [
    '#c56a31',
    '#ccaa89',
    '#c5921c',
    '#d6c97b',
    '#a6bd53',
    '#6baf5c',
    '#a7d4b9',
    '#4bb099',
    '#84bebc',
    '#2396a9',
    '#3ac0f6',
    '#cdddef',
    '#8277d3',
    '#c09cf9',
    '#bc80d3',
    '#e190da',
    '#f6add8',
    '#c3608c',
  ],
};
