// What the filter builder offers while one types: first a field, then a value for it.
import { readAttributeCondition } from '@spanloom/api-schema';
import { parseDuration } from '../../lib/format-duration.ts';
import { type AttributeParameter, type Condition, oppositeOf } from './conditions.ts';

export const FIELDS = ['service', 'operation', 'kind', 'status', 'minDuration', 'maxDuration', 'text'] as const;

/** What the next value is for. */
export type Field =
  | { readonly kind: (typeof FIELDS)[number] }
  | { readonly kind: 'attribute'; readonly parameter: AttributeParameter; readonly key: string };

export const SPAN_KINDS = ['server', 'client', 'internal', 'producer', 'consumer', 'unspecified'] as const;
export const STATUS_CODES = ['error', 'ok', 'unset'] as const;

/** The field that a condition is about: for changing its value. undefined for calls, which a picture sets. */
export function fieldOf(condition: Condition): Field | undefined {
  if (condition.kind === 'call') return undefined;
  if (condition.kind === 'attribute') return { kind: 'attribute', parameter: condition.parameter, key: condition.key };
  return { kind: condition.kind };
}

/** The condition that a typed value makes; undefined when it makes none (nothing typed, or not a duration). */
export function conditionFor(field: Field, typed: string): Condition | undefined {
  const value = typed.trim();
  if (value === '') return undefined;
  switch (field.kind) {
    case 'service':
      return { kind: 'service', name: value, namespace: undefined };
    case 'minDuration':
    case 'maxDuration': {
      const nanoseconds = parseDuration(value);
      return nanoseconds === undefined ? undefined : { kind: field.kind, nanoseconds: String(nanoseconds) };
    }
    case 'attribute':
      return { kind: 'attribute', parameter: field.parameter, key: field.key, value };
    default:
      return { kind: field.kind, value };
  }
}

const NAMED_FIELDS: Readonly<Record<string, (typeof FIELDS)[number]>> = {
  service: 'service',
  'service.name': 'service',
  operation: 'operation',
  name: 'operation',
  kind: 'kind',
  status: 'status',
};

/** The key, the operator and the value of a condition as one types it. */
const QUOTED = /^\s*((?:span\.|resource\.)?"(?:[^"\\]|\\["\\])*")\s*(!=|≠|=)(.*)$/s;
const PLAIN = /^\s*([^\s=≠!]+)\s*(!=|≠|=)(.*)$/s;

/**
 * A condition written in one go: `service=checkout`, `duration>500ms`, `duration<=2s`, `http.route=/cart`,
 * `span.http.route=/cart`, `resource.host.name!=a`, `"a=b"=c`, `span."a=b"=c`. undefined when the text is not one.
 */
export function typedCondition(text: string): Condition | undefined {
  const duration = /^\s*duration\s*(>=?|<=?|≥|≤)\s*(.+)$/.exec(text);
  if (duration !== null) {
    const kind = /[>≥]/.test(duration[1] ?? '') ? 'minDuration' : 'maxDuration';
    return conditionFor({ kind }, duration[2] ?? '');
  }
  const [, key = '', operator, value = ''] = QUOTED.exec(text) ?? PLAIN.exec(text) ?? [];
  const field = fieldNamed(key);
  const condition = field && conditionFor(field, value);
  // Of services, names and the rest there is no opposite: what reads like one would mean something else.
  return operator === '=' || condition === undefined ? condition : oppositeOf(condition);
}

function fieldNamed(key: string): Field | undefined {
  if (key === '') return undefined;
  const named = NAMED_FIELDS[key];
  return named === undefined ? attributeField(key) : { kind: named };
}

/** `span.KEY` and `resource.KEY` ask one scope, anything else both. */
function attributeField(text: string): Field | undefined {
  const [parameter, written] = text.startsWith('span.')
    ? (['spanAttr', text.slice(5)] as const)
    : text.startsWith('resource.')
      ? (['resourceAttr', text.slice(9)] as const)
      : (['attr', text] as const);
  const key = readAttributeCondition(`${written}=`)?.key;
  return key === undefined ? undefined : { kind: 'attribute', parameter, key };
}
