// A search in words: the same in every language, because it goes into the text of a diagram as its source.
import { attributeKeyText, type FilterParameters, readAttributeCondition } from '@spanloom/api-schema';

/** The filters of the API, also as an address has them that was not checked yet. */
type SearchConditions = {
  readonly [K in keyof FilterParameters]?: FilterParameters[K] extends readonly string[] | undefined
    ? readonly string[] | undefined
    : string | undefined;
};

/** Of a search without a condition. */
export const ALL_TRACES = 'all traces';
/** Of a search that names what must not be told. */
export const UNTOLD_SEARCH = 'some traces, by a filter that is not told';

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
