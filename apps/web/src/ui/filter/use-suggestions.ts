// The options under the filter builder's input: fields and attribute keys first, then the values of the chosen field.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { attributeKeysQuery, attributeValuesQuery, operationsQuery, servicesQuery } from '../../api/queries.ts';
import { formatDuration } from '../../lib/format-duration.ts';
import { formatCount } from '../../lib/format-number.ts';
import { useNameText } from '../name.tsx';
import { useConditionTexts } from './condition-text.ts';
import { attributeOperator, type AttributeParameter, type Condition, scopedKey, scopeOf } from './conditions.ts';
import { conditionFor, type Field, FIELDS, SPAN_KINDS, STATUS_CODES, typedCondition } from './suggestions.ts';
import { useStoredNumber } from './use-stored-number.ts';

const SHOWN = 50;

/** Chosen by Enter or click: a field leads to its values, a condition is the end. */
export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** An attribute's key or value: something one could paste. */
  readonly mono?: boolean;
  /** Palette slot, for services. */
  readonly color?: number;
  readonly leadsTo:
    | { readonly kind: 'field'; readonly field: Field }
    | { readonly kind: 'condition'; readonly condition: Condition };
}

export interface Suggestions {
  readonly items: readonly Suggestion[];
  readonly loading: boolean;
  /** The answer to what is typed is not here yet, and another item may come to be the first. */
  readonly unsettled: boolean;
}

/** Options of the first step: what the condition is about. */
export function useFieldSuggestions(typed: string, enabled: boolean): Suggestions {
  const { t } = useTranslation('filter');
  const prefix = typed.trim();
  const nameText = useNameText();
  const textOf = useConditionTexts();
  const keys = useQuery({ ...attributeKeysQuery({ prefix }), enabled });
  const whole = typedCondition(typed);
  const number = useStoredNumber(whole?.kind === 'attribute' ? whole : undefined, enabled);

  const items: Suggestion[] = [];
  if (number.condition !== undefined) items.push(wholeSuggestion('number', number.condition, t('asStored')));
  if (whole !== undefined) items.push(wholeSuggestion('typed', whole, ''));
  for (const kind of FIELDS) {
    const { label, detail } = fieldWords(kind, t);
    const wanted = prefix.toLowerCase();
    if (`${kind} ${label}`.toLowerCase().includes(wanted)) {
      items.push({ id: `field:${kind}`, label, detail, leadsTo: { kind: 'field', field: { kind } } });
    }
  }
  const unsettled = number.unsettled || (items.length === 0 && isBehind(keys));
  const found = matching(keys.data?.keys ?? [], keys, prefix, ({ key }) => key);
  for (const { key, scope, both } of scopedKeys(found).slice(0, SHOWN)) {
    const parameter: AttributeParameter = both ? (scope === 'span' ? 'spanAttr' : 'resourceAttr') : 'attr';
    const detail = scope === 'span' ? t('attributeOnSpan') : t('attributeOnResource');
    const field: Field = { kind: 'attribute', parameter, key };
    items.push({
      id: `key:${scope}:${key}`,
      label: scopedKey(scopeOf(parameter), nameText(key)),
      detail,
      mono: true,
      leadsTo: { kind: 'field', field },
    });
  }
  if (prefix !== '' && whole === undefined) {
    const text: Condition = { kind: 'text', value: prefix };
    items.push({
      id: 'text',
      label: `${t('name')} ${t('contains')} ${prefix}`,
      detail: t('fieldText'),
      leadsTo: { kind: 'condition', condition: text },
    });
    if (!/\s/.test(prefix)) {
      const field: Field = { kind: 'attribute', parameter: 'attr', key: prefix };
      items.push({
        id: 'key',
        label: `${prefix} =`,
        detail: t('attributeAnywhere'),
        leadsTo: { kind: 'field', field },
      });
    }
  }
  return { items, loading: keys.isFetching, unsettled };

  function wholeSuggestion(id: string, condition: Condition, detail: string): Suggestion {
    return { id, label: textOf(condition).whole, detail, leadsTo: { kind: 'condition', condition } };
  }
}

/** Options of the second step: values of `field` that fit what is typed. `service` narrows operations. */
export function useValueSuggestions(field: Field | undefined, typed: string, service: string | undefined): Suggestions {
  const { t } = useTranslation('filter');
  const prefix = typed.trim();
  const services = useQuery({ ...servicesQuery(), enabled: field?.kind === 'service' });
  const operations = useQuery({ ...operationsQuery({ service, prefix }), enabled: field?.kind === 'operation' });
  const attribute = field?.kind === 'attribute' ? field : undefined;
  const values = useQuery({
    ...attributeValuesQuery({ key: attribute?.key ?? '', scope: attribute && scopeOf(attribute.parameter), prefix }),
    enabled: attribute !== undefined,
  });
  const typedAttribute = attribute && conditionFor(attribute, prefix);
  const number = useStoredNumber(typedAttribute?.kind === 'attribute' ? typedAttribute : undefined, true);
  if (field === undefined) return { items: [], loading: false, unsettled: false };

  const typedItem = typedSuggestion(field, prefix);
  const withTyped = (items: readonly Suggestion[], typedFirst: boolean): readonly Suggestion[] => {
    const exact = items.find((item) => item.label === prefix);
    if (typedFirst && exact !== undefined) return [exact, ...items.filter((item) => item !== exact)];
    if (typedItem === undefined || exact !== undefined) return items;
    return typedFirst ? [typedItem, ...items] : [...items, typedItem];
  };
  const closed = (all: readonly string[]): readonly Suggestion[] =>
    all.filter((value) => value.includes(prefix.toLowerCase())).flatMap((value) => valueSuggestion(field, value, ''));

  switch (field.kind) {
    case 'service': {
      const found = (services.data?.services ?? []).filter(({ name }) =>
        name.toLowerCase().includes(prefix.toLowerCase()),
      );
      const names = found.map(({ name }) => name);
      const items = found.map(({ name, namespace, color, spans }): Suggestion => {
        // Only where one name stands in two namespaces must a condition say which.
        const ambiguous = names.indexOf(name) !== names.lastIndexOf(name);
        const condition: Condition = { kind: 'service', name, namespace: ambiguous ? namespace : undefined };
        const where = namespace === '' ? t('noNamespace') : t('namespace', { namespace });
        const count = t('spanCount', { count: spans, text: formatCount(spans) });
        const detail = ambiguous ? `${where} · ${count}` : count;
        return { id: `${namespace}/${name}`, label: name, detail, color, leadsTo: { kind: 'condition', condition } };
      });
      const shown = withTyped(items.slice(0, SHOWN), false);
      return { items: shown, loading: services.isFetching, unsettled: isBehind(services) };
    }
    case 'operation': {
      const known = operations.data?.operations ?? [];
      const found = matching(known, operations, prefix, ({ name }) => name).slice(0, SHOWN);
      const names = [...new Set(found.map(({ name }) => name))];
      const items = names.flatMap((name) => valueSuggestion(field, name, kindsOf(found, name)));
      return { items: withTyped(items, false), loading: operations.isFetching, unsettled: isBehind(operations) };
    }
    case 'kind':
      return { items: closed(SPAN_KINDS), loading: false, unsettled: false };
    case 'status':
      return { items: closed(STATUS_CODES), loading: false, unsettled: false };
    case 'attribute': {
      const found = matching(values.data?.values ?? [], values, prefix, (value) => value).slice(0, SHOWN);
      const items = found.flatMap((value) => valueSuggestion(field, value, ''));
      // What is typed comes first by itself, unless it is a number that is stored under another text.
      const asStored = number.condition ? valueSuggestion(field, number.condition.value, t('asStored')) : [];
      const unsettled = number.unsettled || (typedItem === undefined && isBehind(values));
      return { items: [...asStored, ...withTyped(items, true)], loading: values.isFetching, unsettled };
    }
    default:
      return { items: typedItem === undefined ? [] : [typedItem], loading: false, unsettled: false };
  }
}

interface Answer {
  readonly isLoading: boolean;
  readonly isPlaceholderData: boolean;
}

/** There is no answer yet, or what is here answers an earlier prefix. */
function isBehind({ isLoading, isPlaceholderData }: Answer): boolean {
  return isLoading || isPlaceholderData;
}

/** Of an answer to an earlier prefix, what fits the one that is typed now. */
function matching<T>(items: readonly T[], answer: Answer, prefix: string, textOf: (item: T) => string): readonly T[] {
  if (!answer.isPlaceholderData) return items;
  return items.filter((item) => textOf(item).toLowerCase().startsWith(prefix.toLowerCase()));
}

/** The words before the value: "service =", "duration ≥", "http.route =". */
export function useFieldLabel(): (field: Field) => string {
  const { t } = useTranslation('filter');
  const nameText = useNameText();
  return (field) =>
    field.kind === 'attribute'
      ? `${scopedKey(scopeOf(field.parameter), nameText(field.key))} ${attributeOperator(field.parameter)}`
      : fieldWords(field.kind, t).label;
}

function fieldWords(
  kind: (typeof FIELDS)[number],
  t: ReturnType<typeof useTranslation<'filter'>>['t'],
): { label: string; detail: string } {
  switch (kind) {
    case 'service':
      return { label: `${t('service')} =`, detail: t('fieldService') };
    case 'operation':
      return { label: `${t('operation')} =`, detail: t('fieldOperation') };
    case 'kind':
      return { label: `${t('kind')} =`, detail: t('fieldKind') };
    case 'status':
      return { label: `${t('status')} =`, detail: t('fieldStatus') };
    case 'minDuration':
      return { label: `${t('duration')} ≥`, detail: t('fieldMinDuration') };
    case 'maxDuration':
      return { label: `${t('duration')} ≤`, detail: t('fieldMaxDuration') };
    case 'text':
      return { label: `${t('name')} ${t('contains')}`, detail: t('fieldText') };
  }
}

function valueSuggestion(field: Field, value: string, detail: string): readonly Suggestion[] {
  const condition = conditionFor(field, value);
  if (condition === undefined) return [];
  return [
    {
      id: `value:${value}`,
      label: value,
      detail,
      mono: field.kind === 'attribute',
      leadsTo: { kind: 'condition', condition },
    },
  ];
}

/** What is typed, as it stands; for a duration, how it was understood. */
function typedSuggestion(field: Field, typed: string): Suggestion | undefined {
  const condition = conditionFor(field, typed);
  if (condition === undefined) return undefined;
  const isDuration = condition.kind === 'minDuration' || condition.kind === 'maxDuration';
  const label = isDuration ? formatDuration(BigInt(condition.nanoseconds)) : typed;
  return { id: 'typed', label, detail: '', leadsTo: { kind: 'condition', condition } };
}

function scopedKeys(keys: readonly { readonly scope: 'span' | 'resource'; readonly key: string }[]) {
  return keys.map((item) => ({
    ...item,
    both: keys.some((other) => other.key === item.key && other.scope !== item.scope),
  }));
}

function kindsOf(operations: readonly { readonly name: string; readonly kind: string }[], name: string): string {
  return operations
    .filter((operation) => operation.name === name)
    .map((operation) => operation.kind)
    .join(', ');
}
