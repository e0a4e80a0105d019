import { expect, test } from 'vitest';
import { markdownFence, markdownImage } from './markdown.ts';

test('a title cannot end the picture', () => {
  expect(markdownImage('Map', 'https://a.example/s/x.svg', 'https://a.example/s/x')).toBe(
    '[![Map](https://a.example/s/x.svg)](https://a.example/s/x)',
  );
  expect(markdownImage('](http://evil) <b> `x`', 'u')).toBe('![\\]\\(http://evil\\) \\<b\\> \\`x\\`](u)');
});

test('a fence holds the text', () => {
  expect(markdownFence('flowchart LR\n')).toBe('```mermaid\nflowchart LR\n```\n');
});
