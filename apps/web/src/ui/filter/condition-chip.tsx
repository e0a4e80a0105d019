// One condition in the query box: a click changes its value, the cross removes it.
import type { ServiceRef } from '@spanloom/api-schema';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ServiceSwatch } from '../service.tsx';
import { useConditionTexts } from './condition-text.ts';
import { type Condition, conditionId } from './conditions.ts';
import { fieldOf } from './suggestions.ts';
import styles from './condition-chip.module.css';

interface ConditionChipProps {
  readonly condition: Condition;
  readonly services: readonly ServiceRef[];
  readonly onEdit: () => void;
  readonly onRemove: () => void;
  /** = to ≠ and back; undefined where there is no opposite. */
  readonly onFlip: (() => void) | undefined;
}

export function ConditionChip({ condition, services, onEdit, onRemove, onFlip }: ConditionChipProps) {
  const { t } = useTranslation('filter');
  const words = useConditionTexts()(condition);
  const service = condition.kind === 'service' ? serviceOf(condition, services) : undefined;
  const field = (
    <span className={styles.field} data-verbatim={condition.kind === 'attribute'}>
      {words.field}
    </span>
  );
  const content = (
    <>
      {onFlip === undefined && field}
      {onFlip === undefined && words.operator !== '' && <span className={styles.field}>{words.operator}</span>}
      {service !== undefined && <ServiceSwatch service={service} />}
      <b className={styles.value}>{words.value}</b>
    </>
  );
  return (
    <span
      className={styles.chip}
      onKeyDown={(event) => {
        if (event.key === 'Delete' || event.key === 'Backspace') onRemove();
      }}
    >
      {onFlip !== undefined && (
        <>
          <span className={styles.key}>{field}</span>
          <button
            type="button"
            className={styles.flip}
            data-flip={conditionId(condition)}
            aria-label={t('flipFilter', { filter: words.whole })}
            title={t('flipTip')}
            onClick={onFlip}
          >
            {words.operator}
          </button>
        </>
      )}
      {fieldOf(condition) === undefined ? (
        <span className={styles.body}>{content}</span>
      ) : (
        <button
          type="button"
          className={styles.body}
          title={t('changeFilter', { filter: words.whole })}
          onClick={onEdit}
        >
          {content}
        </button>
      )}
      <button
        type="button"
        className={styles.remove}
        aria-label={t('removeFilter', { filter: words.whole })}
        onClick={onRemove}
      >
        <IconX size={13} stroke={1.75} />
      </button>
    </span>
  );
}

function serviceOf(
  condition: Condition & { kind: 'service' },
  services: readonly ServiceRef[],
): ServiceRef | undefined {
  return services.find(
    (service) =>
      service.name === condition.name &&
      (condition.namespace === undefined || service.namespace === condition.namespace),
  );
}
