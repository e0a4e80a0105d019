// The line at the side of a region: its width is dragged or moved by the arrow keys, and remembered.
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { usePreferences } from './preferences.tsx';
import styles from './splitter.module.css';

const KEY_STEP = 16;

/** Told on the way and, `final`, at the end. */
type SetWidth = (width: number, final: boolean) => void;

interface RegionWidth {
  /** Under which it is remembered. */
  readonly name: string;
  readonly initial: number;
  /** What a wanted width is allowed to be. */
  readonly limited: (wanted: number) => number;
}

export function useRegionWidth({ name, initial, limited }: RegionWidth): readonly [number, SetWidth] {
  const { preferences, change } = usePreferences();
  const [dragged, setDragged] = useState<number>();
  const set: SetWidth = (width, final) => {
    setDragged(final ? undefined : limited(width));
    if (final) change({ regions: { ...preferences.regions, [name]: limited(width) } });
  };
  return [dragged ?? preferences.regions[name] ?? initial, set];
}

interface SplitterProps {
  /** For readers: "Width of the tree". */
  readonly label: string;
  readonly width: number;
  readonly min: number;
  readonly onWidth: SetWidth;
  /** The region grows when the line goes there. */
  readonly grows: 'left' | 'right';
  /** Where it stands. */
  readonly className?: string | undefined;
  readonly left?: number;
}

export function Splitter({ label, width, min, onWidth, grows, className, left }: SplitterProps) {
  const [grip, setGrip] = useState<{ readonly x: number; readonly width: number }>();
  const sign = grows === 'right' ? 1 : -1;
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    // On a narrow page a region is narrower than it should be.
    const most = event.currentTarget.parentElement?.offsetWidth ?? width;
    setGrip({ x: event.clientX, width: Math.min(width, most) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(width + direction * sign * KEY_STEP, true);
  };
  const end = (): void => {
    if (grip !== undefined) onWidth(width, true);
    setGrip(undefined);
  };
  return (
    <div
      className={[styles.splitter, className].filter(Boolean).join(' ')}
      style={{ left }}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      onPointerDown={onPointerDown}
      onPointerMove={({ clientX }) => {
        if (grip !== undefined) onWidth(grip.width + sign * (clientX - grip.x), false);
      }}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
    />
  );
}
