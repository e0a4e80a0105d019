// A live diagram of the gallery: its picture as it is now, what it was drawn from and when.
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import type { FilterUrl } from '../../../lib/filter-url.ts';
import { nanosOfMillis } from '../../../lib/time-range.ts';
import { useNameText } from '../../../ui/name.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { writeFilter } from '../diagrams-filter.ts';
import { GalleryTile } from './gallery-tile.tsx';
import styles from './gallery-tile.module.css';
import type { About } from './thumbnail-source.ts';
import { useSightTitle } from './use-sight-title.ts';
import type { ReadSight } from './use-thumbnails.ts';

interface SightTileProps {
  readonly read: ReadSight;
  /** What its traces are narrowed by, kept by the address that it opens. */
  readonly filter: FilterUrl;
  readonly followsClock: boolean;
}

export function SightTile({ read, filter, followsClock }: SightTileProps) {
  const { sight, thumbnail, error, slow, updatedAt } = read;
  const titleOf = useSightTitle();
  const aboutOf = useAbout();
  return (
    <GalleryTile
      title={titleOf(sight.id)}
      about={thumbnail === undefined ? '' : aboutOf(thumbnail.about)}
      age={
        thumbnail !== undefined &&
        thumbnail.about.of !== 'example' && <Age updatedAt={updatedAt} live={followsClock && error === null} />
      }
      url={{ ...writeFilter(filter), ...thumbnail?.url, kind: sight.kind }}
      text={thumbnail?.text}
      error={error}
      slow={slow}
    />
  );
}

/** How old the numbers are; a fixed window does not age. */
function Age({ updatedAt, live }: { readonly updatedAt: number; readonly live: boolean }) {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const now = useNow(1000);
  if (!live) return <span className={styles.age}>{t('fixedWindow')}</span>;
  const updated = nanosOfMillis(updatedAt);
  return (
    <span className={styles.age}>
      <span className={styles.dot} />
      {format.relative(updated, now > updated ? now : updated)}
    </span>
  );
}

function useAbout(): (about: About) => string {
  const { t } = useTranslation('gallery');
  const format = useFormat();
  const nameText = useNameText();
  return (about) => {
    switch (about.of) {
      case 'calls':
        return t('about.calls', { count: about.nodes, nodes: format.count(about.nodes) });
      case 'trace':
        return t('about.trace', { name: nameText(about.name), count: about.spans, spans: format.count(about.spans) });
      case 'server':
      case 'window':
      case 'example':
        return t(`about.${about.of}`, { count: about.parts, parts: format.count(about.parts) });
    }
  };
}
