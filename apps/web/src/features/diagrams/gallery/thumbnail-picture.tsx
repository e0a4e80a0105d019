// A picture as small as can be read: what does not fit is cut off, with a fade.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import { fitScale, type Size } from '../../../viz/pan-zoom-layout.ts';
import styles from './thumbnail-picture.module.css';

/** Under this its texts are dust. */
const SMALLEST = 0.5;
const MARGIN = 12;

interface ThumbnailPictureProps {
  readonly picture: MermaidPicture;
}

export function ThumbnailPicture({ picture }: ThumbnailPictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>();
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    box.current?.replaceChildren(picture.svg.cloneNode(true));
  }, [picture]);
  const scale = size === undefined ? undefined : fitScale(size, picture, MARGIN, SMALLEST);
  const cut = (end: 'width' | 'height'): boolean =>
    size !== undefined && scale !== undefined && picture[end] * scale > size[end] - MARGIN;
  return (
    <div
      ref={place}
      className={styles.place}
      aria-hidden="true"
      data-cut-right={cut('width')}
      data-cut-below={cut('height')}
    >
      <div
        ref={box}
        className={styles.box}
        style={{ width: picture.width * (scale ?? 0), height: picture.height * (scale ?? 0) }}
      />
    </div>
  );
}
