// The timeline cell of one row: the bar (solid = own work, tint = waiting for children), ring of an error, diamonds of
// events, and the duration beside it. Everything is text or plain shapes; hidden from screen readers, the row says it.
import { NARROW_SPACE } from '../../lib/format-duration.ts';
import { pixelOf, type TimeScale } from '../../viz/time-scale-layout.ts';
import {
  barGeometry,
  eventPixels,
  labelPlace,
  ownPixels,
  stripePixels,
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
  /** Sent without an end: the bar is open. */
  readonly running: boolean;
  /** From where a dotted line leads to the bar, nanoseconds from the trace's start. */
  readonly asyncFrom: number | undefined;
  /** Nanoseconds from the trace's start. */
  readonly events: readonly number[];
  readonly label: string;
}

export function SpanBar(props: SpanBarProps) {
  const { scale, start, end, own, color, error, running, asyncFrom, events, label } = props;
  const bar = barGeometry(scale, start, end);
  const fill = `var(--sl-service-${color})`;
  if (bar.kind !== 'bar') return <Outside side={bar.kind} scale={scale} color={fill} error={error} label={label} />;
  const diamonds = eventPixels(scale, events);
  const reach = diamonds.at(-1) ?? 0;
  // A diamond at the end of the bar pushes the label on.
  const width = Math.max(bar.width + (running ? 6 : 0), reach + 4 - bar.x);
  const waited = asyncFrom === undefined ? bar.x : Math.max(pixelOf(scale, asyncFrom), 0);
  const place = labelPlace(scale, { x: bar.x, width }, textWidth(label));
  return (
    <svg className={styles.bar} width={scale.width} height={ROW} aria-hidden>
      {bar.x - waited > 2 && <path className={styles.waited} d={`M${waited} ${MIDDLE}H${bar.x - 1}`} />}
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
      {running && !bar.cutRight && <OpenEnd x={bar.x + bar.width} color={fill} />}
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

/** The span was still going on when the last news of it came. */
function OpenEnd({ x, color }: { readonly x: number; readonly color: string }) {
  const half = BAR_HEIGHT / 2;
  return <path className={styles.outside} stroke={color} d={`M${x + 1} ${BAR_Y}l5 ${half}l-5 ${half}`} />;
}

interface GroupBarProps {
  readonly scale: TimeScale;
  readonly row: {
    readonly spans: readonly { readonly start: number; readonly end: number }[];
    readonly start: number;
    readonly end: number;
  };
  readonly color: number;
  readonly label: string;
}

/** Similar spans in one row: a stripe each, of at least 2 px. */
export function GroupBar({ scale, row, color, label }: GroupBarProps) {
  const bar = barGeometry(scale, row.start, row.end);
  const fill = `var(--sl-service-${color})`;
  if (bar.kind !== 'bar') return <Outside side={bar.kind} scale={scale} color={fill} error={false} label={label} />;
  const place = labelPlace(scale, bar, textWidth(label));
  return (
    <svg className={styles.bar} width={scale.width} height={ROW} aria-hidden>
      <path fill={fill} d={stripePixels(scale, row.spans).map(stripePath).join('')} />
      <text className={styles.barLabel} x={place.x} y={MIDDLE + 4} textAnchor={place.anchor}>
        {label}
      </text>
    </svg>
  );
}

function stripePath({ from, to }: Stretch): string {
  return `M${from} ${BAR_Y}H${to}V${BAR_Y + BAR_HEIGHT}H${from}z`;
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
