// @vitest-environment jsdom
import { seededRandom } from '@spanloom/analysis/testing';
import mermaid from 'mermaid';
import { beforeAll, expect, test } from 'vitest';
import { mermaidLabel, visibleLabel } from './mermaid-label.ts';
import { hostileLabels } from './testing/hostile-labels.ts';

const SEED = 11;
const LABELS = hostileLabels(1000, seededRandom(SEED));
const PER_DIAGRAM = 50;

beforeAll(() => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict', maxEdges: 10_000, maxTextSize: 1_000_000 });
});

interface ParsedFlowchart {
  getVertices(): ReadonlyMap<string, { readonly text?: string }>;
  getEdges(): readonly { readonly text: string; readonly start: string; readonly end: string }[];
}

/** What mermaid's own parser made of a flowchart; its placeholders turned back as its renderer does. */
async function parse(text: string): Promise<ParsedFlowchart> {
  await mermaid.parse(text);
  const diagram = await mermaid.mermaidAPI.getDiagramFromText(text);
  return diagram.db as unknown as ParsedFlowchart;
}

function decoded(text: string | undefined): string {
  return (text ?? '').replaceAll(/ﬂ°°(\d+)¶ß/g, (_, point: string) => String.fromCodePoint(Number(point)));
}

test(`mermaid reads ${LABELS.length} hostile labels on nodes and edges as exactly their text (seed ${SEED})`, async () => {
  const shapes = [
    ['[', ']'],
    ['[(', ')]'],
    ['[/', '/]'],
  ] as const;
  for (let first = 0; first < LABELS.length; first += PER_DIAGRAM) {
    const labels = LABELS.slice(first, first + PER_DIAGRAM);
    const lines = labels.flatMap((label, i) => {
      const [open, close] = shapes[i % shapes.length] ?? shapes[0];
      return [`n${i}${open}"${mermaidLabel(label)}"${close}`, `n${i} -->|"${mermaidLabel(label)}"| n0`];
    });
    const flowchart = await parse(['flowchart LR', ...lines].join('\n'));
    expect(flowchart.getVertices().size).toBe(labels.length);
    expect(flowchart.getEdges()).toHaveLength(labels.length);
    for (const [i, label] of labels.entries()) {
      const id = `n${i}`;
      expect(decoded(flowchart.getVertices().get(id)?.text), JSON.stringify(label)).toBe(visibleLabel(label));
      const edge = flowchart.getEdges()[i];
      expect([edge?.start, edge?.end, decoded(edge?.text)], JSON.stringify(label)).toEqual([
        id,
        'n0',
        visibleLabel(label),
      ]);
    }
  }
});

test('a name like an icon or a formula stays words: mermaid looks for them where nothing is encoded any more', () => {
  expect(visibleLabel('fa:fa-user')).toBe('fa: fa-user');
  expect(visibleLabel('to fab:fa-github and fak:fa-x')).toBe('to fab: fa-github and fak: fa-x');
  expect(visibleLabel('sofa:fabric mdi:fan fa:b')).toBe('sofa:fabric mdi:fan fa:b');
  expect(visibleLabel('$$x^2$$ $1 a$$$')).toBe('$ $x^2$ $ $1 a$ $ $');
  for (const label of LABELS) expect(visibleLabel(label)).not.toMatch(/fa[bklrs]?:fa-[\w-]|\$\$/);
});

test('an encoded label holds no character that means something, is one line, and is never empty', () => {
  for (const label of LABELS) {
    const encoded = mermaidLabel(label);
    expect(encoded, JSON.stringify(label)).not.toBe('');
    const rest = encoded.replaceAll(/#\d+;/g, '');
    expect(rest, JSON.stringify(label)).toMatch(/^[A-Za-z0-9 .,/_\-\u00a0-\u{10ffff}]*$/u);
    expect(rest, JSON.stringify(label)).not.toMatch(
      /[\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2028\u2029\ufeff\ud800-\udfff]/u,
    );
  }
});

test('ordinary names stay readable in the text', () => {
  for (const name of ['checkout', 'web-frontend', 'order_service', 'shop/cart', 'v1.2', '62.4 rps', '订单服务']) {
    expect(mermaidLabel(name)).toBe(name);
  }
  expect(mermaidLabel('GET /items?id=[1]')).toBe('GET /items#63;id#61;#91;1#93;');
  expect(mermaidLabel('')).toBe('#40;no name#41;');
});

test('a long label is cut by code points, with an ellipsis', () => {
  expect(visibleLabel('🛒'.repeat(50), 10)).toBe(`${'🛒'.repeat(9)}…`);
  expect(visibleLabel('x'.repeat(10), 10)).toBe('x'.repeat(10));
});
