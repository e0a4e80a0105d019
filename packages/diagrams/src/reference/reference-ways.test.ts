// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { decoded, parsedDb } from '../testing/parse-mermaid.ts';
import { REFERENCE_DIAGRAMS } from './reference-diagrams.ts';
import { waysOf } from './reference-ways.ts';

const told = (text: string | undefined): string => decoded(text ?? '').replaceAll(/<br ?\/?>/g, ' · ');

const TEXTS = Object.entries(REFERENCE_DIAGRAMS).flatMap(([no, texts]) =>
  Object.entries(texts).map(([language, text]) => [no, language, text] as const),
);

test.each(TEXTS)('the ways of %s, %s, are those that Mermaid reads', async (_no, _language, text) => {
  const ways = waysOf(text);
  if (text.startsWith('flowchart')) {
    const { getEdges, getVertices } = await withMethods(text);
    const names = new Map([...getVertices()].map(([id, node]) => [id, told(node.text)]));
    expect(ways).toEqual(
      getEdges().map((edge) => ({ from: names.get(edge.start), to: names.get(edge.end), label: told(edge.text) })),
    );
    return;
  }
  const db = await parsedDb(text, 'getRelations', 'getStates');
  const nameOf = (id: string): string => db.getStates().get(id)?.descriptions?.[0] ?? '●';
  expect(ways).toEqual(
    db.getRelations().map(({ id1, id2, relationTitle }) => ({
      from: nameOf(id1),
      to: nameOf(id2),
      label: told(relationTitle),
    })),
  );
});

async function withMethods(text: string) {
  const db = await parsedDb(text, 'getEdges', 'getVertices');
  return { getEdges: () => db.getEdges(), getVertices: () => db.getVertices() };
}

/** Words of a text: between quotes, and behind the colons of a state diagram. */
function withoutWords(text: string): string {
  return text
    .replaceAll(/"[^"]*"/g, '""')
    .replaceAll(/^acc\w+: .*$/gm, '')
    .replaceAll(/ : .*$/gm, ' :')
    .replaceAll(/(?<=^note right of \w+\n).*$/gm, '');
}

test.each(Object.entries(REFERENCE_DIAGRAMS))('%s is the same diagram in every language', (_no, { en, zh }) => {
  expect(withoutWords(zh)).toBe(withoutWords(en));
});
