import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each([
  ['/', '/'],
  ['/traces/ab?span=1#x', '/traces/ab?span=1#x'],
  ['/search?text=//evil.example', '/search?text=//evil.example'],
  ['/搜索', '/%E6%90%9C%E7%B4%A2'],
  ['/a/../b', '/b'],
  ['/login?next=/x', '/'],
])('%j leads to %s', (text, path) => {
  expect(localPath(text)).toBe(path);
});

test.each([
  undefined,
  '',
  'traces',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '/.//evil.example',
  '/..//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  'http://evil.example/',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  `/${'x'.repeat(3000)}`,
])('%j leads to /', (text) => {
  expect(localPath(text)).toBe('/');
});

test('whatever comes, a browser stays here', () => {
  const parts = ['/', '\\', '.', '..', '%2f', '%5c', '\t', 'evil.example', '@', ':', '?', '#', 'http:'];
  for (const a of parts) {
    for (const b of parts) {
      for (const c of parts) {
        for (const d of parts) {
          const url = new URL(localPath(`/${a}${b}${c}${d}`), 'http://here.example/login');
          expect(url.origin, JSON.stringify([a, b, c, d])).toBe('http://here.example');
        }
      }
    }
  }
});
