// The way from a diagram to all of them, of the same traces.
import { IconChevronLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import { readFilter } from '../diagrams-filter.ts';
import { galleryUrl } from '../gallery/gallery-url.ts';
import styles from '../../../ui/back-link.module.css';

const route = getRouteApi('/diagrams');

export const ToGallery = memo(function ToGallery() {
  const { t } = useTranslation('gallery');
  const time = useTimeRangeUrl();
  const filter = readFilter(route.useSearch());
  return (
    <Link to="/diagrams" search={{ ...time, ...galleryUrl(filter) }} className={styles.back}>
      <IconChevronLeft size={14} stroke={1.75} aria-hidden />
      {t('gallery')}
    </Link>
  );
});
