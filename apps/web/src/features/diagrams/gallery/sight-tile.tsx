// One diagram of the gallery: its picture as it is now, what it was drawn from and when. Opens its page.
import { useComputedColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { nanosOfMillis } from '../../../lib/time-range.ts';
import { useNameText } from '../../../ui/name.tsx';
import { isUnreachable } from '../../../ui/states.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import styles from './sight-tile.module.css';
import { ThumbnailPicture } from './thumbnail-picture.tsx';
import type { About } from './thumbnail-source.ts';
import { useIsSeen } from './use-is-seen.ts';
import { useSightTitle } from './use-sight-title.ts';
import { useThumbnailPicture } from './use-thumbnail-picture.ts';
import type { ReadSight } from './use-thumbnails.ts';

export function SightTile({ read, followsClock }: { readonly read: ReadSight; readonly followsClock: boolean }) {
  const { sight, thumbnail } = read;
  const titleOf = useSightTitle();
  const aboutOf = useAbout();
  const time = useTimeRangeUrl();
  const id = useId();
  const tile = useRef<HTMLLIElement>(null);
  return (
    <li ref={tile} className={styles.tile}>
      <Place read={read} tile={tile} />
      <div className={styles.head}>
        <Link
          to="/diagrams"
          search={{ ...time, ...thumbnail?.url, kind: sight.kind }}
          className={styles.title}
          aria-describedby={id}
        >
          {titleOf(sight.id)}
        </Link>
        {thumbnail !== undefined && <Age updatedAt={read.updatedAt} live={followsClock && read.error === null} />}
      </div>
      <p id={id} className={styles.about}>
        {thumbnail !== undefined && aboutOf(thumbnail.about)}
      </p>
    </li>
  );
}

interface PlaceProps {
  readonly read: ReadSight;
  readonly tile: React.RefObject<HTMLElement | null>;
}

/** The picture, or why there is none yet. */
function Place({ read: { thumbnail, error, slow }, tile }: PlaceProps) {
  const { t } = useTranslation('gallery');
  const dark = useComputedColorScheme() === 'dark';
  const drawn = useThumbnailPicture(thumbnail?.text, dark, useIsSeen(tile));
  const fault = thumbnail === undefined ? error : drawn.error;
  return (
    <div className={styles.place}>
      {drawn.picture !== undefined && <ThumbnailPicture picture={drawn.picture} />}
      {drawn.picture === undefined && (
        <p className={styles.words}>
          {fault === null
            ? t(thumbnail === undefined ? 'reading' : 'drawing')
            : slow
              ? t('slow')
              : isUnreachable(fault)
                ? t('away')
                : t('fault', { message: fault.message })}
        </p>
      )}
    </div>
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
        return t(`about.${about.of}`, { count: about.parts, parts: format.count(about.parts) });
    }
  };
}
