// Whether the number that is typed for an attribute is stored under another text.
import { useQuery } from '@tanstack/react-query';
import { attributeValuesQuery } from '../../api/queries.ts';
import { type AttributeCondition, scopeOf } from './conditions.ts';
import { storedNumber } from './stored-number.ts';

interface StoredNumber {
  /** The condition that finds it; undefined when there is none such. */
  readonly condition: AttributeCondition | undefined;
  /** It is not known yet. */
  readonly unsettled: boolean;
}

export function useStoredNumber(typed: AttributeCondition | undefined, enabled: boolean): StoredNumber {
  const text = typed && storedNumber(typed.value);
  const asked = enabled && text !== undefined;
  const { data, isPlaceholderData, isLoading } = useQuery({
    ...attributeValuesQuery({
      key: typed?.key ?? '',
      scope: typed && scopeOf(typed.parameter),
      prefix: text ?? '',
    }),
    enabled: asked,
  });
  if (!asked || typed === undefined) return { condition: undefined, unsettled: false };
  const stored = !isPlaceholderData && data?.values.includes(text) === true;
  return { condition: stored ? { ...typed, value: text } : undefined, unsettled: isLoading || isPlaceholderData };
}
