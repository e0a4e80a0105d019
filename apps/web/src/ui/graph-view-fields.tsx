// Choosing how the service graph is looked at: what splits a service into several nodes, and whose calls are folded.
import { Button, Checkbox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { parseNodeId, SPLITS } from '@spanloom/analysis';
import { memo, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { FOLD_PROXIES, type GraphViewUrl, isSplit, readGraphView, withFold, WITHOUT_NODES } from '../lib/graph-view.ts';
import styles from './graph-view-fields.module.css';
import { useNameText } from './name.tsx';
import { Select } from './select.tsx';

export interface GraphViewProps {
  /** As the address has it. */
  readonly view: GraphViewUrl;
  readonly onView: (part: {
    readonly split?: string | undefined;
    readonly fold?: string[] | undefined;
    readonly node?: undefined;
    readonly client?: undefined;
    readonly server?: undefined;
  }) => void;
}

const WHOLE = 'whole';

interface GraphViewFieldsProps extends GraphViewProps {
  /** Which a click on an option elsewhere would close. */
  readonly inPopover?: boolean;
}

export const GraphViewFields = memo(function GraphViewFields(props: GraphViewFieldsProps) {
  const { view, onView, inPopover = false } = props;
  const { t } = useTranslation('graph');
  const nameText = useNameText();
  const hint = useId();
  const { split, fold = [] } = readGraphView(view);
  const nodes = fold.filter((what) => what !== FOLD_PROXIES);
  return (
    <div className={styles.fields}>
      <Select
        label={t('split.label')}
        classNames={{ label: styles.label }}
        allowDeselect={false}
        comboboxProps={{ withinPortal: !inPopover }}
        value={split ?? WHOLE}
        data={[
          { value: WHOLE, label: t('split.whole') },
          ...SPLITS.map((by) => ({ value: by, label: t(`split.by.${by}`) })),
        ]}
        onChange={(value) => {
          const next = value !== null && isSplit(value) ? value : undefined;
          if (next !== split) onView({ split: next, ...WITHOUT_NODES });
        }}
      />
      <Checkbox
        label={t('fold.proxies')}
        aria-describedby={hint}
        checked={fold.includes(FOLD_PROXIES)}
        onChange={(event) => onView({ fold: withFold(fold, FOLD_PROXIES, event.currentTarget.checked) })}
      />
      <p id={hint} className={styles.hint}>
        {t('fold.proxiesHint')}
      </p>
      {nodes.length > 0 && (
        <div className={styles.folded} role="group" aria-label={t('fold.folded')}>
          {nodes.map((id) => (
            <Button
              key={id}
              variant="default"
              rightSection={<IconX size={12} stroke={1.75} aria-hidden="true" />}
              aria-label={t('fold.unfold', { name: nameText(nodeNameOf(id)) })}
              onClick={() => onView({ fold: withFold(fold, id, false) })}
            >
              {nameText(nodeNameOf(id))}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
});

export function nodeNameOf(id: string): string {
  const node = parseNodeId(id);
  return node.ok ? node.value.name : id;
}
