// docs/diagrams.md says the truth: all 57, each once; what is live is a kind that there is, with its picture.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { PASTED_DIAGRAMS, SERVER_DIAGRAMS, TRACE_DIAGRAMS, WINDOW_DIAGRAMS } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { REFERENCE_DIAGRAMS } from './reference/reference-diagrams.ts';
import { listedDiagrams } from './testing/diagram-list.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const KINDS: readonly string[] = [...WINDOW_DIAGRAMS, ...TRACE_DIAGRAMS, ...SERVER_DIAGRAMS, ...PASTED_DIAGRAMS];
const LIST = listedDiagrams(readFileSync(new URL('diagrams.md', DOCS), 'utf8'));
const LIVE_AT_LEAST = 38;
const MAX_PICTURE_BYTES = 60_000;

const numbers = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, place) => `${letter}${place + 1}`);

test('all 57 by their numbers, each once', () => {
  const all = [...numbers('M', 23), ...numbers('A', 10), ...numbers('S', 18), ...numbers('L', 6)];
  expect(LIST.map(({ no }) => no)).toEqual(all);
  expect(all).toHaveLength(57);
});

test('what is live names a kind that there is, and a picture that is small enough for the repository', () => {
  const live = LIST.filter(({ state }) => state === 'live now');
  expect(live.length).toBeGreaterThanOrEqual(LIVE_AT_LEAST);
  for (const { no, kind, picture } of live) {
    expect(KINDS, no).toContain(kind);
    // Of what is pasted there is a screenshot: the server never sees it.
    const ending = PASTED_DIAGRAMS.some((one) => one === kind) ? 'png' : 'svg';
    expect(picture, no).toMatch(new RegExp(`^diagrams/[MASL]\\d+\\.${ending}$`));
    expect(statSync(new URL(picture, DOCS)).size, no).toBeLessThanOrEqual(MAX_PICTURE_BYTES);
  }
});

test('one picture is of one kind and one subject, and no other lies beside them', () => {
  const live = LIST.filter(({ state }) => state === 'live now');
  const pictures = new Set(live.map(({ picture }) => picture));
  expect(new Set(live.map(({ picture, kind, filter, shows }) => [picture, kind, filter, shows].join(' '))).size).toBe(
    pictures.size,
  );
  expect(readdirSync(new URL('diagrams/', DOCS)).map((name) => `diagrams/${name}`)).toEqual([...pictures].toSorted());
});

test('pictures say what their rows say, in lines without holes', () => {
  const live = LIST.filter(({ picture }) => picture.endsWith('.svg'));
  const textsOf = (no: string): readonly string[] => {
    const svg = readFileSync(new URL(live.find((one) => one.no === no)?.picture ?? '', DOCS), 'utf8');
    return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text = '']) => text);
  };
  for (const { no } of live) {
    const holes = textsOf(no).filter((text) => /[\u2002\u2006-\u2008]/.test(text.trim()));
    expect(holes, no).toEqual([]);
  }
  expect(textsOf('M4')).toContain('eBPF probes');
  expect(textsOf('S4')).toContain('traceparent');
  const attempts = textsOf('S13').filter((text) => text.startsWith('POST /v1/pickups'));
  expect(attempts.map((text) => text.replace(/.* · | after .*/g, ''))).toEqual([
    'POST /v1/pickups',
    'retry 1',
    'retry 2',
  ]);
  expect(textsOf('M7').join('\n')).not.toContain('0\u00a0ns');
});

test('a page that is linked shows that kind, by that filter', () => {
  const linked = LIST.filter(({ page }) => page !== '');
  expect(linked.map(({ no }) => no)).toContain('M4');
  for (const { no, kind, filter, page } of linked) {
    const { pathname, searchParams } = new URL(page);
    expect(pathname, no).toBe('/diagrams');
    expect(new URLSearchParams(`kind=${kind}&${filter}`).toString(), no).toBe(searchParams.toString());
  }
});

test('what waits says for which data, and for no kind that there is', () => {
  for (const { no, words } of LIST.filter(({ state }) => state === 'waits for')) {
    const kind = /the kind `([\w-]+)`/.exec(words)?.[1];
    expect(KINDS, no).not.toContain(kind);
    expect(words.trim().length, no).toBeGreaterThan(10);
  }
});

test('what is in the gallery is there', () => {
  const listed = LIST.filter(({ state }) => state === 'gallery').map(({ no }) => no);
  expect(Object.keys(REFERENCE_DIAGRAMS).toSorted()).toEqual(listed.toSorted());
});
