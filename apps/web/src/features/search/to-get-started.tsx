// Nothing to search in: Get started takes the place of Search, and leads back here, with the conditions, when the first span
// has come. Until its file is there its place is held.
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTitle } from '../../ui/page-title.tsx';
import { SkeletonBlock } from '../../ui/states.tsx';
import { useTimeRangeUrl } from '../../ui/use-time-range.ts';
import styles from './to-get-started.module.css';

export function ToGetStarted({ keepsConditions }: { readonly keepsConditions: boolean }) {
  const { t } = useTranslation(['search', 'start']);
  const navigate = useNavigate();
  const search = useTimeRangeUrl();
  const href = useLocation({ select: (location) => location.href });
  // Once: this stays on screen for a moment while the address has already changed.
  const leave = useEffectEvent(() =>
    navigate({ to: '/start', search, state: keepsConditions ? { openedFrom: href } : {}, replace: true }),
  );
  useEffect(() => void leave(), []);
  return (
    <div className={styles.place} role="status">
      <PageTitle title={t('start:title')} />
      <span className="sl-visually-hidden">{t('reading')}</span>
      <SkeletonBlock width={160} height={20} />
      <SkeletonBlock width="60%" />
      <SkeletonBlock width="100%" height={142} />
    </div>
  );
}
