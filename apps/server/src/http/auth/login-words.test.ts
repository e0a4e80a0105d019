import { expect, test } from 'vitest';
import { loginWords } from './login-words.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['de-DE,de;q=0.9,zh;q=0.5,en;q=0.4', 'zh-CN'],
  ['en;q=0.4, ZH-Hans;q=0.5', 'zh-CN'],
  ['zh;q=0, en;q=0.1', 'en'],
  ['zha, fr', 'en'],
  ['*', 'en'],
])('%j is %s', (header, lang) => {
  expect(loginWords(header).lang).toBe(lang);
});
