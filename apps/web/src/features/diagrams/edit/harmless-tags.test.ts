import { expect, test } from 'vitest';
import { withHarmlessTags } from './harmless-tags.ts';

test.each([
  ['a["<img src=x>"]', 'a["#lt;img src=x>"]'],
  ['a["<IMG\nsrc=x>"]', 'a["#lt;IMG\nsrc=x>"]'],
  ['a["<<img src=x>>"]', 'a["<#lt;img src=x>>"]'],
  ['a["<b onclick=x>b</b>"]', 'a["#lt;b onclick=x>b</b>"]'],
  ['a["<br src=x>"]', 'a["#lt;br src=x>"]'],
  ['a["</style><!--x"]', 'a["#lt;/style>#lt;!--x"]'],
  ['class A { List<String> all }', 'class A { List#lt;String> all }'],
])('the tag of %s is text', (text, harmless) => {
  expect(withHarmlessTags(text)).toBe(harmless);
});

test.each([
  'a["one<br/>two<br>three<br />"]',
  'a["<b>bold</b> and <i>thin</i>"]',
  'a <--> b <-. c',
  'A <|-- B\nclass C { <<interface>> }',
  'A<<->>B: x < 3',
  'a<["arrow"]>(right)',
])('%s stays as it is', (text) => {
  expect(withHarmlessTags(text)).toBe(text);
});
