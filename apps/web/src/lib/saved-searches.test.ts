// Searches with a name: saved, replaced, renamed, removed and restored, also beside another tab.
import { describe, expect, it } from 'vitest';
import {
  readSavedSearches,
  SAVED_SEARCHES_KEPT,
  updateSavedSearches,
  withoutSaved,
  withRenamed,
  withRestored,
  withSaved,
} from './saved-searches.ts';

function storageWith(value: string | null) {
  let kept = value;
  return {
    getItem: () => kept,
    setItem: (_key: string, next: string) => {
      kept = next;
    },
  };
}

const slow = { name: 'slow', text: '?minDuration=1' };
const failed = { name: 'failed', text: '?status=error' };

describe('saved searches', () => {
  it.each([null, 'not json', 'null', '[]', '{"version":2,"searches":[]}', '{"version":1,"searches":[{"name":1}]}'])(
    'takes %s for nothing',
    (text) => expect(readSavedSearches(storageWith(text))).toEqual([]),
  );

  it('are kept, and a change knows what another tab has stored', () => {
    const storage = storageWith(null);
    updateSavedSearches(storage, (before) => withSaved(before, slow));
    expect(updateSavedSearches(storage, (before) => withSaved(before, failed))).toEqual([failed, slow]);
    expect(readSavedSearches(storage)).toEqual([failed, slow]);
  });

  it('have one of a name: the new one takes the place of the old', () => {
    const again = { name: 'slow', text: '?minDuration=2' };
    expect(withSaved([failed, slow], again)).toEqual([failed, again]);
  });

  it('are no more than are kept', () => {
    const many = Array.from({ length: SAVED_SEARCHES_KEPT }, (_, index) => ({ name: String(index), text: '' }));
    expect(withSaved(many, slow)).toHaveLength(SAVED_SEARCHES_KEPT);
    expect(withSaved(many, slow)[0]).toEqual(slow);
  });

  it('are renamed, but not to a name that another has', () => {
    expect(withRenamed([failed, slow], 'slow', 'slower')).toEqual([failed, { ...slow, name: 'slower' }]);
    expect(withRenamed([failed, slow], 'slow', 'failed')).toEqual([failed, slow]);
  });

  it('are removed, and come back to their place', () => {
    expect(withoutSaved([failed, slow], 'failed')).toEqual([slow]);
    expect(withRestored([slow], failed, 0)).toEqual([failed, slow]);
    expect(withRestored([slow], failed, 9)).toEqual([slow, failed]);
    expect(withRestored([slow], { ...slow, text: '' }, 0)).toEqual([slow]);
  });
});
