import { expect, test } from 'vitest';
import { harmlessText } from './harmless-text.ts';

test.each([
  ['a["<img src=x>"]', 'a["#lt;img src=x>"]'],
  ['a["<IMG\nsrc=x>"]', 'a["#lt;IMG\nsrc=x>"]'],
  ['a["<<img src=x>>"]', 'a["<#lt;img src=x>>"]'],
  ['a["<b onclick=x>b</b>"]', 'a["#lt;b onclick=x>b</b>"]'],
  ['a["<br src=x>"]', 'a["#lt;br src=x>"]'],
  ['a["</style><!--x"]', 'a["#lt;/style>#lt;!--x"]'],
  ['class A { List<String> all }', 'class A { List#lt;String> all }'],
])('the tag of %s is text', (text, harmless) => {
  expect(harmlessText(text)).toBe(harmless);
});

test.each([
  'a["one<br/>two<br>three<br />"]',
  'a["<b>bold</b> and <i>thin</i>"]',
  'a <--> b <-. c',
  'A <|-- B\nclass C { <<interface>> }',
  'A<<->>B: x < 3',
  'a<["arrow"]>(right)',
])('%s stays as it is', (text) => {
  expect(harmlessText(text)).toBe(text);
});

test.each([
  ['classDef a fill:url(x)', 'classDef a fill:url\u200b(x)'],
  ['style a background:URL (x)', 'style a background:URL\u200b (x)'],
  ['style a background-image:image-set("x" 1x)', 'style a background-image:image-set\u200b("x" 1x)'],
  ['a["curl(x) by parseUrl(y)"]', 'a["curl(x) by parseUrl(y)"]'],
])('what a style sheet would load by %s is not asked for', (text, harmless) => {
  expect(harmlessText(text)).toBe(harmless);
});

test('menus of participants are comments, messages are not', () => {
  const lines = [
    'sequenceDiagram',
    'participant A as links',
    'links A: {"x": "y"}',
    ' link A: x @ y',
    'A->>A: link: x',
  ];
  expect(harmlessText(lines.join('\n')).split('\n')).toEqual([
    'sequenceDiagram',
    'participant A as links',
    '%% links A: {"x": "y"}',
    '%%  link A: x @ y',
    'A->>A: link: x',
  ]);
  expect(harmlessText('classDiagram\nlink A: x')).toBe('classDiagram\nlink A: x');
});
