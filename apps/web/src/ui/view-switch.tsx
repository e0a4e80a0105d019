// The views of a page, one of them chosen: in its bar, at the end of its actions.
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './view-switch.module.css';

interface ViewSwitchProps<V extends string> {
  readonly view: V;
  readonly views: readonly { readonly value: V; readonly label: string }[];
  readonly onView: (view: V) => void;
}

export function ViewSwitch<V extends string>({ view, views, onView }: ViewSwitchProps<V>) {
  const { t } = useTranslation('graph');
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('view')}
      value={view}
      onChange={(value) => onView(views.find((known) => known.value === value)?.value ?? view)}
      data={[...views]}
      classNames={{ root: styles.views, label: styles.label, indicator: styles.indicator }}
    />
  );
}
