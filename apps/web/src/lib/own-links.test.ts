import { expect, test } from 'vitest';
import { keepOwnLink, ownLinkOf, readOwnLinks } from './own-links.ts';

function storage(): Pick<Storage, 'getItem' | 'setItem'> {
  const items = new Map<string, string>();
  return { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
}

const LINK = { id: 1, createdAt: '10', path: '/s/a', deleteKey: 'k' };

test('links are kept, newest first, and found by number and time', () => {
  const kept = storage();
  keepOwnLink(LINK, () => kept);
  keepOwnLink({ ...LINK, id: 2, path: '/s/b' }, () => kept);
  const links = readOwnLinks(() => kept);
  expect(links.map(({ path }) => path)).toEqual(['/s/b', '/s/a']);
  expect(ownLinkOf(links, { id: 1, createdAt: '10' })?.path).toBe('/s/a');
  expect(ownLinkOf(links, { id: 1, createdAt: '11' })).toBeUndefined();
});

test('what is not ours is no link', () => {
  for (const text of ['{', 'null', '{"version":2,"links":[]}', '{"version":1,"links":[{"id":"1"}]}']) {
    expect(readOwnLinks(() => ({ getItem: () => text }))).toEqual([]);
  }
});

test('no more are kept than fit', () => {
  const kept = storage();
  for (let id = 0; id < 501; id++) keepOwnLink({ ...LINK, id }, () => kept);
  expect(readOwnLinks(() => kept)).toHaveLength(500);
});

test('storage that is full or blocked keeps nothing, says so, and breaks nothing', () => {
  const full = {
    ...storage(),
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
  };
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  expect(keepOwnLink(LINK, () => storage())).toBe(true);
  expect(keepOwnLink(LINK, () => full)).toBe(false);
  expect(keepOwnLink(LINK, blocked)).toBe(false);
  expect(readOwnLinks(blocked)).toEqual([]);
});
