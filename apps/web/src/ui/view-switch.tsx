// The views of a page, one of them chosen: in its bar, at the end of its actions. Plain radio buttons: it stands on pages that
// have to be there at once.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './view-switch.module.css';

interface ViewSwitchProps<V extends string> {
  readonly view: V;
  readonly views: readonly { readonly value: V; readonly label: string }[];
  readonly onView: (view: V) => void;
}

export function ViewSwitch<V extends string>({ view, views, onView }: ViewSwitchProps<V>) {
  const { t } = useTranslation('graph');
  const name = useId();
  return (
    <div role="radiogroup" aria-label={t('view')} className={styles.views}>
      {views.map(({ value, label }) => (
        <label key={value} className={styles.view}>
          <input type="radio" name={name} value={value} checked={value === view} onChange={() => onView(value)} />
          {label}
        </label>
      ))}
    </div>
  );
}
