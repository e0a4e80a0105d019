// How to read the map: each sign with its words.
import { useTranslation } from 'react-i18next';
import { edgeWidth } from '../../viz/service-map-edges.ts';
import styles from './map-legend.module.css';

export function MapLegend() {
  const { t } = useTranslation('services');
  return (
    <ul className={styles.legend}>
      {[1, 1000].map((rate) => (
        <li key={rate}>
          <Sign>
            <path d="M2 7h26" style={{ strokeWidth: edgeWidth(rate) }} />
          </Sign>
          {t('legendRate', { rate: rate === 1 ? '1' : '1,000' })}
        </li>
      ))}
      <li>
        <Sign>
          <path d="M2 7h26" strokeDasharray="6 4" />
        </Sign>
        {t('legendAsync')}
      </li>
      <li>
        <Sign>
          <path d="M2 7h26" data-state="bad" />
        </Sign>
        {t('legendFailing')}
      </li>
      <li>
        <Sign>
          <rect x="4" y="1" width="22" height="12" rx="2" data-state="bad" />
        </Sign>
        {t('legendBad')}
      </li>
      <li>
        <Sign>
          <rect x="4" y="1" width="22" height="12" rx="2" data-state="warn" />
        </Sign>
        {t('legendWarn')}
      </li>
      <li>
        <Sign>
          <path d="M4 3a11 2 0 0 1 22 0v8a11 2 0 0 1 -22 0zM4 3a11 2 0 0 0 22 0" />
        </Sign>
        {t('legendDatabase')}
      </li>
      <li>
        <Sign>
          <path d="M7 1H28L24 13H3Z" />
        </Sign>
        {t('legendQueue')}
      </li>
      <li>
        <Sign>
          <rect x="4" y="1" width="22" height="12" rx="2" strokeDasharray="3 2" />
        </Sign>
        {t('legendInferred')}
      </li>
    </ul>
  );
}

function Sign({ children }: { readonly children: React.ReactNode }) {
  return (
    <svg className={styles.sign} width="30" height="14" aria-hidden="true">
      {children}
    </svg>
  );
}
