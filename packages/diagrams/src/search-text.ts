// A search in words, which goes into the text of a diagram as its source: its conditions are the same in every language.
import {
  attributeKeyText,
  type DiagramLanguage,
  type FilterParameters,
  readAttributeCondition,
} from '@spanloom/api-schema';
import { COMMON_WORDS } from './words/common-words.ts';

/** The filters of the API, also as an address has them that was not checked yet. */
type SearchConditions = {
  readonly [K in keyof FilterParameters]?: FilterParameters[K] extends readonly string[] | undefined
    ? readonly string[] | undefined
    : string | undefined;
};

/** Of a search without a condition. */
export const ALL_TRACES = COMMON_WORDS.en.allTraces;
/** Of a search that names what must not be told. */
export const UNTOLD_SEARCH = COMMON_WORDS.en.untoldSearch;

/** What `searchText` made, or one of the two above, as it is said in a language. */
export function searchIn(language: DiagramLanguage, search: string): string {
  const { allTraces, untoldSearch } = COMMON_WORDS[language];
  return search === ALL_TRACES ? allTraces : search === UNTOLD_SEARCH ? untoldSearch : search;
}

/** `resource.service.name = "web" && status = error`; `all traces` without a condition. The window is not told. */
export function searchText(filter: SearchConditions): string {
  const { service, namespace, operation, kind, status, minDuration, maxDuration, text, client, server, fold } = filter;
  const conditions = [
    service && `resource.service.name = ${quoted(service)}`,
    namespace && `resource.service.namespace = ${quoted(namespace)}`,
    operation && `name = ${quoted(operation)}`,
    kind && `kind = ${kind}`,
    status && `status = ${status}`,
    minDuration && `duration >= ${minDuration}ns`,
    maxDuration && `duration <= ${maxDuration}ns`,
    ...attributes(filter.attr, '.', '='),
    ...attributes(filter.spanAttr, 'span.', '='),
    ...attributes(filter.resourceAttr, 'resource.', '='),
    ...attributes(filter.notAttr, '.', '!='),
    ...attributes(filter.notSpanAttr, 'span.', '!='),
    ...attributes(filter.notResourceAttr, 'resource.', '!='),
    text && `text ~ ${quoted(text)}`,
    client && `client = ${quoted(client)}`,
    server && `server = ${quoted(server)}`,
    ...((client ?? server) === undefined ? [] : (fold ?? []).map((what) => `fold = ${quoted(what)}`)),
  ].filter(Boolean);
  return conditions.length === 0 ? ALL_TRACES : conditions.join(' && ');
}

function attributes(items: readonly string[] | undefined, prefix: string, operator: string): string[] {
  return (items ?? []).map((item) => {
    const { key, value } = readAttributeCondition(item) ?? { key: item, value: '' };
    return `${prefix}${attributeKeyText(key)} ${operator} ${quoted(value)}`;
  });
}

function quoted(value: string): string {
  return JSON.stringify(value);
}
