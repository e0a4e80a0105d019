// Regions touch and share hairlines. A header of 28-32 px, and side regions whose width is dragged or moved by arrow keys.
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from './preferences.tsx';
import styles from './region.module.css';

const MIN_WIDTH = 160;
const KEY_STEP = 16;

export function RegionHeader({ title, children }: { readonly title?: ReactNode; readonly children?: ReactNode }) {
  return (
    <div className={styles.header}>
      {title !== undefined && <h2 className={styles.title}>{title}</h2>}
      {children}
    </div>
  );
}

interface SideRegionProps {
  /** Under which its width is remembered. */
  readonly name: string;
  /** For readers: "Span details". */
  readonly label: string;
  /** Which side of the page it lies on. */
  readonly side: 'left' | 'right';
  readonly initialWidth: number;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A side region of 160 px to half of the page, remembered. */
export function SideRegion({ name, label, side, initialWidth, className, children }: SideRegionProps) {
  const { t } = useTranslation('shell');
  const { preferences, change } = usePreferences();
  const [dragged, setDragged] = useState<number>();
  const region = useRef<HTMLElement>(null);
  const width = dragged ?? preferences.regions[name] ?? initialWidth;

  const limited = (wanted: number): number => {
    const whole = region.current?.parentElement?.clientWidth ?? Number.POSITIVE_INFINITY;
    return Math.round(Math.max(MIN_WIDTH, Math.min(wanted, whole / 2)));
  };
  const remember = (next: number): void => change({ regions: { ...preferences.regions, [name]: limited(next) } });

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(width);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = region.current?.getBoundingClientRect();
    if (dragged === undefined || box === undefined) return;
    setDragged(limited(side === 'left' ? event.clientX - box.left : box.right - event.clientX));
  };
  const onPointerUp = (): void => {
    if (dragged !== undefined) remember(dragged);
    setDragged(undefined);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    event.stopPropagation();
    remember(width + direction * KEY_STEP * (side === 'left' ? 1 : -1));
  };

  return (
    <aside
      ref={region}
      className={[styles.side, className].filter(Boolean).join(' ')}
      data-side={side}
      aria-label={label}
      style={{ width: `min(${width}px, 50%)` }}
    >
      <div className={styles.sideBody}>{children}</div>
      <div
        className={styles.splitter}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={t('resize', { region: label })}
        aria-valuenow={width}
        aria-valuemin={MIN_WIDTH}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDragged(undefined)}
        onKeyDown={onKeyDown}
      />
    </aside>
  );
}
