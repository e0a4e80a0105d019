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
