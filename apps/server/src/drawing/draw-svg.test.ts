// Past 400 lines because the texts at the top are looked at in several ways.
import { seededRandom } from '@spanloom/analysis/testing';
import { type DiagramTheme, mermaidLabel, NO_MARKS, visibleLabel } from '@spanloom/diagrams';
import { beforeAll, describe, expect, test } from 'vitest';
import { hostileLabels } from '../../../../packages/diagrams/src/testing/hostile-labels.ts';
import { FONTS, parseSvg, textsOf } from '../../test/support/drawers.ts';
import { harmsOf } from '../../test/support/harmless-svg.ts';
import type { DomElement } from './dom.ts';
import { createSvgDrawer, type SvgDrawer } from './draw-svg.ts';

const SEED = 17;
const LABELS = hostileLabels(200, seededRandom(SEED));

let drawer: SvgDrawer;
beforeAll(async () => {
  drawer = await createSvgDrawer(FONTS);
});

async function draw(text: string, theme: DiagramTheme = 'light'): Promise<string> {
  const picture = await drawer.draw({ text, theme, marks: NO_MARKS });
  if (!picture.ok) throw new Error(`${picture.error}\n${text}`);
  return picture.value.svg;
}

function expectHarmless(svg: string): DomElement {
  const root = parseSvg(svg);
  expect(harmsOf(root)).toEqual([]);
  return root;
}

const FLOWCHART = `flowchart LR
accTitle: A map
accDescr: Three nodes
n0["web"]
n1["payments 支付"]
n2[("orders-db")]
n3[/"mails"/]
n0 -->|"62.4 rps · 0.4%<br/>p95 84.0 ms"| n1
n1 -.->|"1.00 rps"| n3
n1 --> n2
classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
class n1 bad
linkStyle 0 stroke:#c4231c`;

const SEQUENCE = `sequenceDiagram
box transparent cluster a
participant p0 as web
participant p1 as payments
end
p0->>+p1: POST #47;pay
loop x3
p1->>p1: poll
end
par a
p1-)p0: sent
and b
p1-xp0: failed
end
Note over p0,p1: a note
p1--x-p0: error 503`;

const STATE = `stateDiagram-v2
[*] --> s0
state "first state" as s0
state "the second one" as s1
s0 --> s1 : 12 times
s1 --> [*]
note right of s0 : one line<br/>another`;

const ENTITIES = `erDiagram
TRACE ||--o{ SPAN : has
SPAN {
string id
}`;

describe('a kind of diagram', () => {
  test('flowchart: every node and label is there, once; failing lines are red with a red head', async () => {
    const root = expectHarmless(await draw(FLOWCHART));
    expect(textsOf(root).toSorted()).toEqual(
      ['web', 'payments', '支付', 'orders-db', 'mails', '62.4 rps · 0.4%', 'p95 84.0 ms', '1.00 rps'].toSorted(),
    );
    // A space between two typefaces is kept by where the second one stands.
    const [latin, chinese] = ['payments', '支付'].map((name) =>
      [...root.querySelectorAll('text')].find(({ textContent }) => textContent === name),
    );
    const [begin, width] = ['x', 'textLength'].map((name) => Number(latin?.getAttribute(name)));
    const space = Number(chinese?.getAttribute('x')) - (begin ?? 0) - (width ?? 0);
    expect(space).toBeGreaterThan(2);
    expect(space).toBeLessThan(6);
    const lines = [...root.querySelectorAll('path[marker-end]')];
    expect(lines.map((line) => line.getAttribute('stroke'))).toEqual(['#c4231c', '#7f8790', '#7f8790']);
    const head = lines[0]?.getAttribute('marker-end')?.slice(5, -1);
    expect(root.querySelector(`#${head} path`)?.getAttribute('fill')).toBe('#c4231c');
    expect(lines[1]?.getAttribute('stroke-dasharray')).toBe('4 3');
    expect(root.querySelector('title')?.textContent).toBe('A map');
  });

  test('flowchart: the title of a box is drawn after the lines that cross it, on a ground of its own', async () => {
    const svg = await draw(
      'flowchart LR\nsubgraph g0["a box"]\nsubgraph g1["in it"]\nn0["web"]\nend\nend\nn1["db"]\nn1 --> n0',
    );
    const lines = svg.lastIndexOf('marker-end');
    const title = [...expectHarmless(svg).querySelectorAll('text')].find(({ textContent }) => textContent === 'a box');
    for (const words of ['a box', 'in it']) expect(svg.indexOf(`>${words}<`), words).toBeGreaterThan(lines);
    expect([...(title?.parentElement?.parentElement?.querySelectorAll('rect') ?? [])].length).toBe(1);
  });

  test('flowchart: who points at a shortened title is told the whole one, as text', async () => {
    const whole = 'cluster <b>production</b> & more';
    const text =
      'flowchart LR\nsubgraph g0["cluster a"]\nn0["web"]\nend\nsubgraph g1["cluster b"]\nn1["db"]\nend\nn0 --> n1';
    const titles = [{ key: 'g1', whole }];
    const picture = await drawer.draw({ text, theme: 'light', marks: { ...NO_MARKS, titles } });
    const root = expectHarmless(picture.ok ? picture.value.svg : '');
    const told = [...root.querySelectorAll('g > title')];
    expect(told.map(({ textContent, parentElement }) => [textContent, parentElement?.textContent.trim()])).toEqual([
      [whole, expect.stringMatching(/cluster b$/)],
    ]);
  });

  test('sequence: participants, messages, frames and notes', async () => {
    const texts = textsOf(expectHarmless(await draw(SEQUENCE)));
    for (const text of [
      'web',
      'payments',
      'POST /pay',
      'loop',
      '[x3]',
      'par',
      '[a]',
      'a note',
      'error 503',
      'cluster a',
    ]) {
      expect(texts).toContain(text);
    }
  });

  test('state: names stand in the middle of their boxes, notes are drawn', async () => {
    const root = expectHarmless(await draw(STATE));
    const texts = textsOf(root);
    for (const text of ['first state', 'the second one', '12 times', 'one line', 'another'])
      expect(texts).toContain(text);
    const label = [...root.querySelectorAll('text')].find(({ textContent }) => textContent === 'the second one');
    const shift = Number(
      /translate\((-?[\d.]+)/.exec(label?.closest('[transform]')?.getAttribute('transform') ?? '')?.[1],
    );
    const width = Number(label?.getAttribute('textLength'));
    const left = Number(label?.getAttribute('x')) - (label?.getAttribute('text-anchor') === 'middle' ? width / 2 : 0);
    expect(Math.abs(left + width / 2 + (Number.isNaN(shift) ? 0 : shift))).toBeLessThan(1);
  });

  test('entities', async () => {
    const texts = textsOf(expectHarmless(await draw(ENTITIES)));
    for (const text of ['TRACE', 'SPAN', 'has', 'id']) expect(texts).toContain(text);
  });
});

test('state: the lines of a note and long names do not break, and no line shows through a label', async () => {
  const long = 'a state whose name is some forty letters';
  const root = parseSvg(
    await draw(
      [
        'stateDiagram-v2',
        `s0 : ${long}`,
        '[*] --> s0 : ×1',
        'note right of s0',
        '✓ every span has an end',
        '✗ 2 parents missing',
        'end note',
      ].join('\n'),
    ),
  );
  expect(textsOf(root)).toEqual(expect.arrayContaining([long, '✓ every span has an end', '×1']));
  const note = [...root.querySelectorAll('text')].find(({ textContent }) => textContent.startsWith('✓'));
  expect(note?.getAttribute('font-weight')).toBeNull();
  // A reader without the fonts stays in the box, also in a line with a sign that the fonts have not.
  const [whole, cross] = ['✓ every span has an end', '✗ 2 parents missing'].map((line) =>
    Number(
      [...root.querySelectorAll('text')].find(({ textContent }) => textContent === line)?.getAttribute('textLength'),
    ),
  );
  expect(cross).toBeGreaterThan(80);
  expect(cross).toBeLessThan(whole ?? 0);
  const grounds = [...root.querySelectorAll('rect[opacity]')].map((rect) => rect.getAttribute('opacity'));
  expect(grounds.length).toBeGreaterThan(0);
  expect(new Set(grounds)).toEqual(new Set(['1']));
});

describe('labels that tell of a failure are red, and no others', () => {
  const TRACE_STATES = `stateDiagram-v2
direction LR
s0 : Root
s1 : Failed
[*] --> s0 : ×1
s0 --> s1 : ×2 · error
s1 --> [*] : ×2
note right of s0
✓ one root
end note
classDef bad fill:#fceceb,stroke:#c4231c,color:#171a1e
class s1 bad`;
  test.each([
    ['edges of a flowchart', FLOWCHART, [1], ['1.00 rps']],
    ['transitions, though a note has a line too', TRACE_STATES, [1], ['×2 · error']],
    ['the last transition', TRACE_STATES, [2], ['×2']],
    ['none', TRACE_STATES, [], []],
  ] as const)('%s', async (_, text, failedLabels, red) => {
    const picture = await drawer.draw({ text, theme: 'light', marks: { ...NO_MARKS, failedLabels } });
    if (!picture.ok) throw new Error(picture.error);
    const root = expectHarmless(picture.value.svg);
    const texts = [...root.querySelectorAll('text')].filter((element) => element.getAttribute('fill') === '#c4231c');
    expect(texts.map(({ textContent }) => textContent)).toEqual(red);
  });
});

test('text is measured in the fonts that it names: boxes are as wide as their labels need', async () => {
  const widthOf = async (name: string): Promise<number> => {
    const root = parseSvg(await draw(`flowchart LR\nn0["${name}"]`));
    return Number(root.querySelector('g rect')?.getAttribute('width'));
  };
  expect(await widthOf('W'.repeat(30))).toBeGreaterThan(2 * (await widthOf('i'.repeat(30))));
});

test('encoded characters, and spaces that may not break, are measured and drawn as what they stand for', async () => {
  const widthOf = async (text: string): Promise<number> => {
    const root = parseSvg(await draw(`flowchart LR\nn0["${text}"]`));
    expect(textsOf(root)).toEqual([text.replaceAll('#105;', 'i')]);
    return Number(root.querySelector('g rect')?.getAttribute('width'));
  };
  expect(await widthOf('#105;'.repeat(40))).toBe(await widthOf('i'.repeat(40)));
  expect(await widthOf(`${'i'.repeat(40)}\u00a0·\u00a01%`)).toBeGreaterThan(await widthOf('i'.repeat(40)));
});

test('the same text is the same bytes, whatever was drawn before', async () => {
  const texts = [FLOWCHART, SEQUENCE, STATE, ENTITIES];
  const first: string[] = [];
  for (const text of texts) first.push(await draw(text));
  for (const text of texts.toReversed()) await draw(text, 'dark');
  for (const [index, text] of texts.entries()) expect(await draw(text)).toBe(first[index]);
});

test('themes differ in colours, not in places', async () => {
  const [light, dark] = [await draw(FLOWCHART, 'light'), await draw(FLOWCHART, 'dark')];
  const withoutColors = (svg: string): string => svg.replaceAll(/#[\da-f]{6}/g, '#');
  expect(dark).not.toBe(light);
  expect(dark).toContain('fill="#14171b"');
  expect(withoutColors(dark)).toBe(withoutColors(light));
});

describe(`${LABELS.length} hostile labels (seed ${SEED})`, () => {
  const inTens = Array.from({ length: LABELS.length / 10 }, (_, i) => LABELS.slice(10 * i, 10 * i + 10));

  test('in nodes and edges are exactly their text, and nothing else', async () => {
    for (const labels of inTens) {
      const lines = labels.flatMap((label, i) => [
        `n${i}["${mermaidLabel(label)}"]`,
        `n${i} -->|"${mermaidLabel(label)}"| n0`,
      ]);
      const root = expectHarmless(await draw(['flowchart LR', ...lines].join('\n')));
      expectTexts(root, labels, 2);
    }
  });

  test('in messages and notes of a sequence are exactly their text, and nothing else', async () => {
    for (const labels of inTens) {
      const lines = labels.flatMap((label, i) => [
        `participant p${i} as ${mermaidLabel(label)}`,
        `p0->>p${i}: ${mermaidLabel(label)}`,
        `Note over p${i}: ${mermaidLabel(label)}`,
      ]);
      const root = expectHarmless(await draw(['sequenceDiagram', ...lines].join('\n')));
      expectTexts(root, labels, 3);
    }
  });

  /** Lines are broken at spaces and at changes of font, so spaces are left out of what is compared. */
  function expectTexts(root: DomElement, labels: readonly string[], times: number): void {
    const bare = (text: string): string => [...text.replaceAll(/\s+/gu, '')].sort().join('');
    const wanted = labels.flatMap((label) => Array.from({ length: times }, () => visibleLabel(label)));
    expect(bare(textsOf(root).join(''))).toBe(bare(wanted.join('')));
  }
});

describe('text that nobody of ours writes', () => {
  const REFUSED = {
    'front matter': ['---\nconfig:\n  theme: forest\n---\nflowchart LR\nn0', 'front matter'],
    'a directive': ['%%{init: {"themeCSS": "* { fill: url(http://evil.example) }"}}%%\nflowchart LR\nn0', 'directives'],
    'an image': ['flowchart LR\nn0@{ label: "x",\n  "img": "http://evil.example/a.png" }', 'images'],
    'too much text': [`flowchart LR\n${'n0 --> n1\n'.repeat(6000)}`, 'at most 50000'],
    'too many edges': [`flowchart LR\n${'n0 --> n1\n'.repeat(501)}`, '500'],
    'a paint from elsewhere': ['flowchart LR\nn0\nstyle n0 fill:url(http://evil.example/b)', 'does not draw this text'],
    'half a line': ['flowchart LR\nn0 -->', 'does not draw this text'],
    'no text': ['', 'does not draw this text'],
  } as const;
  test.each(Object.entries(REFUSED))('%s is refused with a sentence', async (_, [text, words]) => {
    const picture = await drawer.draw({ text, theme: 'light', marks: NO_MARKS });
    expect(picture.ok ? undefined : picture.error).toContain(words);
  });

  test('markup, links and addresses in it do not come out', async () => {
    const root = expectHarmless(
      await draw(
        [
          'flowchart LR',
          'n0["<img src=http://evil.example/a onerror=alert(1)>x"]',
          'n1["<script>alert(1)</script>y"]',
          'click n0 href "javascript:alert(1)" "tip"',
          'click n1 "https://evil.example"',
          'n0 --> n1',
        ].join('\n'),
      ),
    );
    expect(root.querySelector('a')).toBeNull();
  });

  test('what was refused leaves the drawer as it was', async () => {
    const before = await draw(FLOWCHART);
    expect((await drawer.draw({ text: 'flowchart LR\nn0 -->', theme: 'light', marks: NO_MARKS })).ok).toBe(false);
    expect(await draw(FLOWCHART)).toBe(before);
  });
});

describe('as on the page', () => {
  const weights = (root: DomElement) =>
    Object.fromEntries(
      [...root.querySelectorAll('text')].map((text) => [text.textContent, text.getAttribute('font-weight')]),
    );
  const baselines = (root: DomElement, ...texts: readonly string[]): number[] =>
    texts.map((wanted) =>
      Number([...root.querySelectorAll('text')].find(({ textContent }) => textContent === wanted)?.getAttribute('y')),
    );
  const BOXES = 'flowchart LR\nsubgraph g["cluster a"]\nn0["web<br/>12 requests<br/>支付"]\nend';

  test('in a box the name is bold and values are not, of a flowchart and of states; so is the title of a cluster', async () => {
    expect(weights(parseSvg(await draw(BOXES)))).toEqual({
      'cluster a': '600',
      web: '600',
      '12 requests': null,
      支付: null,
    });
    expect(weights(parseSvg(await draw('stateDiagram-v2\ns0 : web<br/>12 requests')))).toEqual({
      web: '600',
      '12 requests': null,
    });
  });

  test('a name that is broken into lines stays bold in all of them', async () => {
    const root = parseSvg(await draw(`flowchart LR\nn0["${'many letters '.repeat(8)}end<br/>a value"]`));
    const { 'a value': value, ...lines } = weights(root);
    expect(value).toBeNull();
    expect(Object.values(lines)).toEqual(['600', '600']);
  });

  test('lines stand one and a half of their size apart, in boxes, at edges and in notes', async () => {
    const box = parseSvg(await draw(BOXES));
    const [first = 0, second = 0, third = 0] = baselines(box, 'web', '12 requests', '支付');
    expect([second - first, third - second]).toEqual([18, 18]);
    // Three lines and the padding.
    const heights = [...box.querySelectorAll('.node rect, rect')].map((rect) => Number(rect.getAttribute('height')));
    expect(heights).toContain(3 * 18 + 16);
    const [rate = 0, p95 = 0] = baselines(parseSvg(await draw(FLOWCHART)), '62.4 rps · 0.4%', 'p95 84.0 ms');
    expect(p95 - rate).toBe(16.5);
    const [above = 0, below = 0] = baselines(parseSvg(await draw(STATE)), 'one line', 'another');
    expect(below - above).toBe(18);
  });

  test('the lines of a note are centred', async () => {
    const anchors = [...parseSvg(await draw(STATE)).querySelectorAll('text')]
      .filter(({ textContent }) => ['one line', 'another'].includes(textContent))
      .map((text) => [text.getAttribute('text-anchor'), text.getAttribute('x')]);
    expect(anchors).toEqual([
      ['middle', '0'],
      ['middle', '0'],
    ]);
  });

  test('an edge without a label, and a box without one, make a picture no larger', async () => {
    const viewBox = async (text: string) =>
      parseSvg(await draw(text))
        .getAttribute('viewBox')
        ?.split(' ')
        .map(Number);
    const [left, top] = (await viewBox('flowchart LR\nn0["web"] --> n1["db"]')) ?? [];
    expect([left, top]).toEqual([0, 5]);
  });

  test('gantt: the label of a bar that failed is red and bold, and the name of a section stands by its middle', async () => {
    const head = 'gantt\ndateFormat x\naxisFormat %L\ntodayMarker off\nsection shop';
    const root = parseSvg(await draw(`${head}\nfails :crit, b0, 0, 100\nwaits :active, b1, 0, 100\nok :b2, 0, 100`));
    const looks = [...root.querySelectorAll('text')]
      .filter(({ textContent }) => ['fails', 'waits', 'ok'].includes(textContent))
      .map((text) => [text.textContent, text.getAttribute('fill'), text.getAttribute('font-weight')]);
    expect(looks).toEqual([
      ['fails', '#c4231c', '600'],
      ['waits', '#171a1e', null],
      ['ok', '#171a1e', null],
    ]);
    const [section = 0, bar = 0] = baselines(root, 'shop', 'waits');
    expect(section - bar).toBeCloseTo(3, 5);
  });
});
