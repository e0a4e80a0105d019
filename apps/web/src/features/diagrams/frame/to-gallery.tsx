// The way from a diagram to all of them.
import { IconChevronLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import styles from '../../../ui/back-link.module.css';

export function ToGallery() {
  const { t } = useTranslation('gallery');
  return (
    <Link to="/diagrams" search={useTimeRangeUrl()} className={styles.back}>
      <IconChevronLeft size={14} stroke={1.75} aria-hidden />
      {t('gallery')}
    </Link>
  );
}
