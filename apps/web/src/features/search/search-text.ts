// A search as one text, for the history and for those that are saved: its conditions and its order, without the time.
import { useTranslation } from 'react-i18next';
import { parseSearch, stringifySearch } from '../../lib/search-params.ts';
import { useConditionTexts } from '../../ui/filter/condition-text.ts';
import { conditionsOf } from '../../ui/filter/conditions.ts';
import { type SearchUrl, searchUrl } from './search-url.ts';

export function searchText(url: SearchUrl): string {
  return stringifySearch(searchUrl.parse({ ...url, focus: undefined, box: undefined }));
}

/** The inverse. */
export function urlOfSearchText(text: string): SearchUrl {
  return searchUrl.parse(parseSearch(text));
}

/** A search text in the words of its chips. */
export function useSearchWords(): (text: string) => string {
  const { t } = useTranslation('search');
  const textOf = useConditionTexts();
  return (text) => {
    const url = urlOfSearchText(text);
    const conditions = conditionsOf(url).map((condition) => textOf(condition).whole);
    const words = conditions.length === 0 ? [t('allTraces')] : conditions;
    return [
      ...words,
      ...(url.list === 'spans' ? [t('spansWords')] : []),
      ...(url.sort === 'longest' ? [t('longestWords')] : []),
    ].join(', ');
  };
}
