// What is remembered between visits, also when someone else wrote it.
import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './language.ts';
import { readPreferences, updatePreferences } from './preferences.ts';

function storageWith(value: string | null) {
  const kept = { value };
  return {
    kept,
    getItem: () => kept.value,
    setItem: (_key: string, next: string) => {
      kept.value = next;
    },
  };
}

describe('preferences', () => {
  it('starts with the defaults', () => {
    expect(readPreferences(storageWith(null))).toEqual({ version: 1, regions: {} });
  });

  it.each([
    'not json',
    'null',
    '[]',
    '{"version":2}',
    '{"version":1,"theme":"neon"}',
    '{"version":1,"language":"tlh"}',
    '{"version":1,"columns":"start"}',
  ])('takes %s for nothing', (text) => expect(readPreferences(storageWith(text))).toEqual({ version: 1, regions: {} }));

  it('changes one thing and keeps the rest', () => {
    const storage = storageWith(null);
    updatePreferences(storage, { theme: 'dark' });
    updatePreferences(storage, { language: 'zh-CN', regions: { drawer: 300 } });
    expect(readPreferences(storage)).toEqual({
      version: 1,
      theme: 'dark',
      language: 'zh-CN',
      regions: { drawer: 300 },
    });
    updatePreferences(storage, { theme: undefined, columns: ['start', 'traceId'] });
    expect(readPreferences(storage).theme).toBeUndefined();
    expect(readPreferences(storage).columns).toEqual(['start', 'traceId']);
  });
});

describe('preferredLanguage', () => {
  it.each([
    [['de-DE', 'zh-TW', 'en'], 'zh-CN'],
    [['en-GB', 'zh'], 'en'],
    [['fr'], 'en'],
    [[], 'en'],
  ])('%j -> %s', (tags, language) => expect(preferredLanguage(tags)).toBe(language));
});
