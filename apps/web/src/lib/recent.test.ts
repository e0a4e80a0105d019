// What was looked at lately: newest first, once each, few.
import { describe, expect, it } from 'vitest';
import { forgetSearches, readRecent, rememberRecent } from './recent.ts';

function storageWith(value: string | null) {
  let kept = value;
  let writes = 0;
  return {
    getItem: () => kept,
    setItem: (_key: string, next: string) => {
      kept = next;
      writes++;
    },
    writes: () => writes,
  };
}

describe('recent', () => {
  it('puts the newest first, once, and keeps eight', () => {
    const storage = storageWith(null);
    for (const text of ['1m', '2m', '3m', '4m', '5m', '6m', '7m', '8m', '9m', '2m']) {
      rememberRecent(storage, { kind: 'range', text });
    }
    expect(readRecent(storage).ranges).toEqual(['2m', '9m', '8m', '7m', '6m', '5m', '4m', '3m']);
  });

  it('keeps twenty searches, which can be forgotten without the rest', () => {
    const storage = storageWith(null);
    rememberRecent(storage, { kind: 'range', text: '2h' });
    for (let n = 0; n < 25; n++) rememberRecent(storage, { kind: 'search', text: `?text=${n}` });
    const { searches } = readRecent(storage);
    expect(searches).toHaveLength(20);
    expect([searches[0], searches.at(-1)]).toEqual(['?text=24', '?text=5']);
    expect(forgetSearches(storage)).toEqual({ version: 1, ranges: ['2h'], searches: [], traces: [] });
    expect(readRecent(storage).searches).toEqual([]);
  });

  it('knows a trace by its id, whatever it is called', () => {
    const storage = storageWith(null);
    rememberRecent(storage, { kind: 'trace', traceId: 'a', label: '' });
    rememberRecent(storage, { kind: 'trace', traceId: 'b', label: 'GET /' });
    rememberRecent(storage, { kind: 'trace', traceId: 'a', label: 'POST /' });
    expect(readRecent(storage).traces).toEqual([
      { traceId: 'a', label: 'POST /' },
      { traceId: 'b', label: 'GET /' },
    ]);
  });

  it('writes nothing when nothing changes', () => {
    const storage = storageWith(null);
    rememberRecent(storage, { kind: 'search', text: '?service=a' });
    rememberRecent(storage, { kind: 'search', text: '?service=a' });
    expect(storage.writes()).toBe(1);
  });

  it.each(['not json', 'null', '[]', '{"version":2}', '{"version":1,"ranges":[1],"searches":[],"traces":[]}'])(
    'takes %s for nothing',
    (text) => expect(readRecent(storageWith(text))).toEqual({ version: 1, ranges: [], searches: [], traces: [] }),
  );
});
