// A tile of the gallery: a small picture, its title, which opens it, and a line about it.
import { useComputedColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isUnreachable } from '../../../ui/states.tsx';
import { useTimeRangeUrl } from '../../../ui/use-time-range.ts';
import type { DiagramsUrl } from '../diagrams-url.ts';
import styles from './gallery-tile.module.css';
import { ThumbnailPicture } from './thumbnail-picture.tsx';
import { useIsSeen } from './use-is-seen.ts';
import { useThumbnailPicture } from './use-thumbnail-picture.ts';

interface Drawable {
  /** Mermaid text; undefined while it is not read. */
  readonly text: string | undefined;
  /** Why it could not be read. */
  readonly error?: Error | null;
  /** Reading took too long for a thumbnail. */
  readonly slow?: boolean;
}

interface GalleryTileProps extends Drawable {
  readonly title: string;
  readonly about: string;
  /** Right of the title. */
  readonly age?: ReactNode;
  /** What of the address opens it. */
  readonly url: Partial<DiagramsUrl>;
}

export function GalleryTile({ title, about, age, url, ...drawable }: GalleryTileProps) {
  const time = useTimeRangeUrl();
  const id = useId();
  const tile = useRef<HTMLLIElement>(null);
  return (
    <li ref={tile} className={styles.tile}>
      <Place {...drawable} tile={tile} />
      <div className={styles.head}>
        <Link to="/diagrams" search={{ ...time, ...url }} className={styles.title} aria-describedby={id}>
          {title}
        </Link>
        {age}
      </div>
      <p id={id} className={styles.about}>
        {about}
      </p>
    </li>
  );
}

/** The picture, or why there is none yet. */
function Place({
  text,
  error = null,
  slow = false,
  tile,
}: Drawable & { readonly tile: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation('gallery');
  const dark = useComputedColorScheme() === 'dark';
  const drawn = useThumbnailPicture(text, dark, useIsSeen(tile));
  const fault = text === undefined ? error : drawn.error;
  return (
    <div className={styles.place}>
      {drawn.picture !== undefined && <ThumbnailPicture picture={drawn.picture} />}
      {drawn.picture === undefined && (
        <p className={styles.words}>
          {fault === null
            ? t(text === undefined ? 'reading' : 'drawing')
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
