// Conditions in the reader's language.
import { useTranslation } from 'react-i18next';
import { useNameText } from '../name.tsx';
import { type Condition, conditionWords, scopedKey } from './conditions.ts';

/** The parts of a condition, and all of it as one text. */
export interface ConditionText {
  readonly field: string;
  readonly operator: string;
  readonly value: string;
  readonly whole: string;
}

export function useConditionTexts(): (condition: Condition) => ConditionText {
  const { t } = useTranslation('filter');
  const nameText = useNameText();
  return (condition) => {
    const words = conditionWords(condition);
    const field =
      typeof words.field === 'string' ? t(words.field) : scopedKey(words.field.scope, nameText(words.field.key));
    const operator = words.operator === 'contains' ? t('contains') : words.operator;
    // Of an attribute, an empty value is one.
    const value = condition.kind === 'service' || condition.kind === 'operation' ? nameText(words.value) : words.value;
    const whole = [field, operator, value].filter((part) => part !== '').join(' ');
    return { field, operator, value, whole };
  };
}
