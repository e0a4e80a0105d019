// The line between the tree and the timeline: dragged, or moved by the arrow keys; its place is remembered.
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../ui/preferences.tsx';
import styles from './waterfall.module.css';

const REGION = 'trace-tree';
const INITIAL = 392;
const LEAST = 200;
const KEY_STEP = 16;

/** Width of the tree columns in pixels, never more than 60 % of what there is. */
export function useTreeWidth(whole: number): readonly [number, (width: number, final: boolean) => void] {
  const { preferences, change } = usePreferences();
  const [dragged, setDragged] = useState<number>();
  const limited = (width: number): number =>
    Math.round(Math.max(LEAST, whole > 0 ? Math.min(width, whole * 0.6) : width));
  const set = (width: number, final: boolean): void => {
    setDragged(final ? undefined : limited(width));
    if (final) change({ regions: { ...preferences.regions, [REGION]: limited(width) } });
  };
  return [limited(dragged ?? preferences.regions[REGION] ?? INITIAL), set];
}

export function TreeSplitter({
  width,
  onWidth,
}: {
  readonly width: number;
  readonly onWidth: (width: number, final: boolean) => void;
}) {
  const { t } = useTranslation('trace');
  const [grip, setGrip] = useState<number>();
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setGrip(event.clientX - width);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    event.stopPropagation();
    onWidth(width + direction * KEY_STEP, true);
  };
  return (
    <div
      className={styles.splitter}
      style={{ left: width - 4 }}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('resizeTree')}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (grip !== undefined) onWidth(event.clientX - grip, false);
      }}
      onPointerUp={() => {
        if (grip !== undefined) onWidth(width, true);
        setGrip(undefined);
      }}
      onPointerCancel={() => setGrip(undefined)}
      onKeyDown={onKeyDown}
    />
  );
}
