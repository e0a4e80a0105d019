// A picture as small as can be read: what does not fit is cut off, with a fade.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import { fitScale, type Size } from '../../../viz/pan-zoom-layout.ts';
import styles from './thumbnail-picture.module.css';

/** Under this its texts are dust. */
const SMALLEST = 0.5;
const MARGIN = 12;
/** Parts that begin so near to each other stand below each other. */
const SAME_COLUMN = 24;

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
  const scale = size === undefined ? undefined : fitScale(size, picture, MARGIN, SMALLEST);
  const cut = (end: 'width' | 'height'): boolean =>
    size !== undefined && scale !== undefined && picture[end] * scale > size[end] - MARGIN;
  useLayoutEffect(() => {
    box.current?.replaceChildren(picture.svg.cloneNode(true));
  }, [picture]);
  useLayoutEffect(() => {
    if (box.current !== null && size !== undefined) showBeginning(box.current, size);
  }, [picture, size]);
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

/** Of what does not fit the upper left corner may be empty: what stands furthest to the left is moved into the middle. */
function showBeginning(box: HTMLElement, { height }: Size): void {
  box.style.marginTop = '';
  const top = box.getBoundingClientRect().top;
  const places = [...box.querySelectorAll('g.node')].map((node) => node.getBoundingClientRect());
  const left = Math.min(...places.map((place) => place.left));
  const [first] = places.filter((place) => place.left < left + SAME_COLUMN).sort((a, b) => a.top - b.top);
  const over = box.offsetHeight + MARGIN - height;
  if (first === undefined || over <= 0) return;
  const middle = first.top + first.height / 2 - top;
  box.style.marginTop = `${-Math.min(over, Math.max(0, middle - height / 2))}px`;
}
