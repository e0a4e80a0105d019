// The timeline cell of one row: the bar (solid = own work, tint = waiting for children), ring of an error, diamonds of
// events, and the duration beside it. Everything is text or plain shapes; hidden from screen readers, the row says it.
import { NARROW_SPACE } from '../../lib/format-duration.ts';
import { pixelOf, type TimeScale } from '../../viz/time-scale-layout.ts';
import {
  barGeometry,
  eventPixels,
  labelPlace,
  ownPixels,
  textWidth,
  type Stretch,
} from '../../viz/waterfall-layout.ts';
import styles from './waterfall.module.css';

const ROW = 24;
const BAR_Y = 6;
const BAR_HEIGHT = 11;
const MIDDLE = BAR_Y + BAR_HEIGHT / 2;

interface SpanBarProps {
  readonly scale: TimeScale;
  readonly start: number;
  readonly end: number;
  readonly own: readonly Stretch[];
  /** Palette slot. */
  readonly color: number;
  readonly error: boolean;
  /** Nanoseconds from the trace's start. */
  readonly events: readonly number[];
  readonly label: string;
}

export function SpanBar({ scale, start, end, own, color, error, events, label }: SpanBarProps) {
  const bar = barGeometry(scale, start, end);
  const fill = `var(--sl-service-${color})`;
  if (bar.kind !== 'bar') return <Outside side={bar.kind} scale={scale} color={fill} error={error} label={label} />;
  const diamonds = eventPixels(scale, events);
  const reach = diamonds.at(-1) ?? 0;
  // A diamond at the end of the bar pushes the label on.
  const width = Math.max(bar.width, reach + 4 - bar.x);
  const place = labelPlace(scale, { x: bar.x, width }, textWidth(label));
  return (
    <svg className={styles.bar} width={scale.width} height={ROW} aria-hidden>
      <rect
        x={bar.x}
        y={BAR_Y}
        width={bar.width}
        height={BAR_HEIGHT}
        rx={1.5}
        fill={`color-mix(in oklab, ${fill} 30%, var(--sl-bg))`}
      />
      {ownPixels(scale, own).map((piece) => (
        <rect
          key={`${piece.from}-${piece.share}`}
          x={Math.max(piece.from, bar.x)}
          y={BAR_Y}
          width={Math.max(Math.min(piece.to, bar.x + bar.width) - Math.max(piece.from, bar.x), 0)}
          height={BAR_HEIGHT}
          rx={1}
          fill={fill}
          opacity={piece.share}
        />
      ))}
      {start === end && <rect x={bar.x} y={BAR_Y} width={bar.width} height={BAR_HEIGHT} rx={1} fill={fill} />}
      {error && (
        <rect
          className={styles.errorRing}
          x={bar.x - 2}
          y={BAR_Y - 2}
          width={bar.width + 4}
          height={BAR_HEIGHT + 4}
          rx={2.5}
        />
      )}
      {diamonds.map((x) => (
        <path key={x} className={styles.event} d={`M${x} ${MIDDLE - 3.5}l3.5 3.5l-3.5 3.5l-3.5 -3.5z`} />
      ))}
      <text className={styles.barLabel} x={place.x} y={MIDDLE + 4} textAnchor={place.anchor}>
        {label}
      </text>
    </svg>
  );
}

function Outside({
  side,
  scale,
  color,
  error,
  label,
}: {
  readonly side: 'before' | 'after';
  readonly scale: TimeScale;
  readonly color: string;
  readonly error: boolean;
  readonly label: string;
}) {
  const before = side === 'before';
  const x = before ? 10 : scale.width - 10;
  const tip = before ? -4 : 4;
  return (
    <svg className={styles.bar} width={scale.width} height={ROW} aria-hidden>
      <path
        className={styles.outside}
        stroke={error ? 'var(--sl-err)' : color}
        d={`M${x} ${MIDDLE - 4}l${tip} 4l${-tip} 4`}
      />
      <text className={styles.barLabel} x={before ? x + 8 : x - 8} y={MIDDLE + 4} textAnchor={before ? 'start' : 'end'}>
        {label.replace(' ', NARROW_SPACE)}
      </text>
    </svg>
  );
}

/** The dashed bar of a span that is not here; its ends are those of what it is known to have called. */
export function GhostBar({
  scale,
  start,
  end,
}: {
  readonly scale: TimeScale;
  readonly start: number;
  readonly end: number;
}) {
  const from = Math.max(pixelOf(scale, start), -4);
  const to = Math.min(pixelOf(scale, end), scale.width + 4);
  if (to < 0 || from > scale.width) return null;
  return (
    <svg className={styles.bar} width={scale.width} height={ROW} aria-hidden>
      <rect className={styles.ghost} x={from} y={BAR_Y} width={Math.max(to - from, 2)} height={BAR_HEIGHT} rx={2} />
    </svg>
  );
}
