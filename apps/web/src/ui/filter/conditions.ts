// The conditions of a filter as the URL holds them, one by one: for chips, for dropping one, for adding one.
import { parseNodeId } from '@spanloom/analysis';
import { readAttributeCondition, writeAttributeCondition } from '@spanloom/api-schema';
import type { FilterUrl } from '../../lib/filter-url.ts';
import { formatDuration } from '../../lib/format-duration.ts';

/** Each with its opposite beside it, so that a chip that is turned round stays where it is. */
const ATTRIBUTE_PARAMETERS = ['attr', 'notAttr', 'spanAttr', 'notSpanAttr', 'resourceAttr', 'notResourceAttr'] as const;
export type AttributeParameter = (typeof ATTRIBUTE_PARAMETERS)[number];

export interface AttributeCondition {
  readonly kind: 'attribute';
  readonly parameter: AttributeParameter;
  readonly key: string;
  readonly value: string;
}

/** One condition. Those of the first form stand once in a URL, attributes any number of times. */
export type Condition =
  | { readonly kind: 'service'; readonly name: string; readonly namespace: string | undefined }
  | { readonly kind: 'operation' | 'kind' | 'status' | 'text'; readonly value: string }
  | { readonly kind: 'minDuration' | 'maxDuration'; readonly nanoseconds: string }
  | AttributeCondition
  | CallCondition;

export interface CallCondition {
  readonly kind: 'call';
  readonly client: string | undefined;
  readonly server: string | undefined;
  /** Calls through these are seen as one. */
  readonly fold?: string[] | undefined;
}

/** The conditions of a URL, in the order in which their chips stand. */
export function conditionsOf(url: FilterUrl): readonly Condition[] {
  const conditions: Condition[] = [];
  if (url.service !== undefined) conditions.push({ kind: 'service', name: url.service, namespace: url.namespace });
  for (const kind of ['operation', 'kind', 'status'] as const) {
    const value = url[kind];
    if (value !== undefined) conditions.push({ kind, value });
  }
  for (const kind of ['minDuration', 'maxDuration'] as const) {
    const nanoseconds = url[kind];
    if (nanoseconds !== undefined) conditions.push({ kind, nanoseconds });
  }
  for (const parameter of ATTRIBUTE_PARAMETERS) {
    for (const text of url[parameter] ?? []) conditions.push({ kind: 'attribute', parameter, ...splitAttribute(text) });
  }
  if (url.client !== undefined || url.server !== undefined) {
    const { client, server, fold } = url;
    conditions.push({ kind: 'call', client, server, ...(fold === undefined ? {} : { fold }) });
  }
  if (url.text !== undefined) conditions.push({ kind: 'text', value: url.text });
  return conditions;
}

/** The URL without one of its conditions. */
export function withoutCondition<U extends FilterUrl>(url: U, condition: Condition): U {
  switch (condition.kind) {
    case 'service':
      return { ...url, service: undefined, namespace: undefined };
    case 'call':
      return { ...url, client: undefined, server: undefined, fold: undefined };
    case 'attribute': {
      const { key, value } = condition;
      const left = (url[condition.parameter] ?? []).filter((item) => {
        const other = splitAttribute(item);
        return other.key !== key || other.value !== value;
      });
      return { ...url, [condition.parameter]: left.length === 0 ? undefined : left };
    }
    default:
      return { ...url, [condition.kind]: undefined };
  }
}

/** The URL with one more condition; of those that stand once, the new one takes the place of the old. */
export function withCondition<U extends FilterUrl>(url: U, condition: Condition): U {
  const rest = withoutCondition(url, condition);
  switch (condition.kind) {
    case 'service':
      return { ...rest, service: condition.name, namespace: condition.namespace };
    case 'call':
      return { ...rest, client: condition.client, server: condition.server, fold: condition.fold };
    case 'attribute': {
      const text = writeAttributeCondition(condition);
      return { ...rest, [condition.parameter]: [...(rest[condition.parameter] ?? []), text] };
    }
    case 'minDuration':
    case 'maxDuration':
      return { ...rest, [condition.kind]: condition.nanoseconds };
    default:
      return { ...rest, [condition.kind]: condition.value };
  }
}

const OPPOSITES: Readonly<Record<AttributeParameter, AttributeParameter>> = {
  attr: 'notAttr',
  notAttr: 'attr',
  spanAttr: 'notSpanAttr',
  notSpanAttr: 'spanAttr',
  resourceAttr: 'notResourceAttr',
  notResourceAttr: 'resourceAttr',
};

/** The opposite of a condition on an attribute: = becomes ≠ and the other way round. undefined for the others. */
export function oppositeOf(condition: Condition): Condition | undefined {
  return condition.kind === 'attribute' ? { ...condition, parameter: OPPOSITES[condition.parameter] } : undefined;
}

/** `=`, or `≠` where a span must not have the value. */
export function attributeOperator(parameter: AttributeParameter): '=' | '≠' {
  return parameter.startsWith('not') ? '≠' : '=';
}

/** The URL without any condition. */
export function withoutConditions<U extends FilterUrl>(url: U): U {
  return conditionsOf(url).reduce<U>(withoutCondition, url);
}

/** Words of a chip. `field` is a key of the dictionary, or an attribute's key with where it is looked for. */
export interface ConditionWords {
  readonly field:
    | 'service'
    | 'operation'
    | 'kind'
    | 'status'
    | 'duration'
    | 'name'
    | 'call'
    | 'callsFrom'
    | 'callsTo'
    | 'callFolded'
    | 'callsFromFolded'
    | 'callsToFolded'
    | { readonly scope: AttributeScope; readonly key: string };
  readonly operator: '=' | '≠' | '≥' | '≤' | 'contains' | '';
  readonly value: string;
}

export function conditionWords(condition: Condition): ConditionWords {
  switch (condition.kind) {
    case 'service': {
      const prefix = condition.namespace === undefined || condition.namespace === '' ? '' : `${condition.namespace}/`;
      return { field: 'service', operator: '=', value: prefix + condition.name };
    }
    case 'operation':
    case 'kind':
    case 'status':
      return { field: condition.kind, operator: '=', value: condition.value };
    case 'text':
      return { field: 'name', operator: 'contains', value: condition.value };
    case 'minDuration':
      return { field: 'duration', operator: '≥', value: durationText(condition.nanoseconds) };
    case 'maxDuration':
      return { field: 'duration', operator: '≤', value: durationText(condition.nanoseconds) };
    case 'attribute':
      return {
        field: { scope: scopeOf(condition.parameter), key: condition.key },
        operator: attributeOperator(condition.parameter),
        value: condition.value,
      };
    case 'call':
      return callWords(condition);
  }
}

/** `http.route`, `span.http.route`, `resource.host.name`: how a key reads when its scope is asked for. */
export function scopedKey(scope: AttributeScope, key: string): string {
  return scope === undefined ? key : `${scope}.${key}`;
}

/** Where an attribute is looked for; undefined for both. */
type AttributeScope = 'span' | 'resource' | undefined;

export function scopeOf(parameter: AttributeParameter): AttributeScope {
  if (/spanAttr/i.test(parameter)) return 'span';
  return /resourceAttr/i.test(parameter) ? 'resource' : undefined;
}

/** Stable text that tells conditions of one URL apart. */
export function conditionId(condition: Condition): string {
  return condition.kind === 'attribute'
    ? `${condition.parameter}:${writeAttributeCondition(condition)}`
    : condition.kind;
}

function callWords({ client, server, fold }: CallCondition): ConditionWords {
  const said = (field: 'call' | 'callsFrom' | 'callsTo', value: string): ConditionWords => ({
    field: fold === undefined ? field : `${field}Folded`,
    operator: '',
    value,
  });
  if (client !== undefined && server !== undefined) return said('call', `${nodeName(client)} → ${nodeName(server)}`);
  return client === undefined ? said('callsTo', nodeName(server ?? '')) : said('callsFrom', nodeName(client));
}

/** A node's name; the text itself when it names none (the server then says so). */
function nodeName(id: string): string {
  const node = parseNodeId(id);
  if (!node.ok) return id;
  const { namespace, name, split } = node.value;
  const whole = namespace === '' ? name : `${namespace}/${name}`;
  return split === undefined ? whole : `${whole} (${split.by} ${split.value === '' ? '–' : split.value})`;
}

function durationText(nanoseconds: string): string {
  return /^\d{1,20}$/.test(nanoseconds) ? formatDuration(BigInt(nanoseconds)) : nanoseconds;
}

function splitAttribute(text: string): { readonly key: string; readonly value: string } {
  return readAttributeCondition(text) ?? { key: text, value: '' };
}
