// The timeline cell of one row: the bar (solid = own work, tint = waiting for children), ring of an error, diamonds of
// events, and the duration beside it. Plain boxes where possible: every SVG and every clip is a layer that scrolling pays
// for. Hidden from screen readers, the row says it.
import { pixelOf, type TimeScale } from '../../viz/time-scale-layout.ts';
import {
  barGeometry,
  eventPixels,
  labelPlace,
  ownPixels,
  stripePixels,
  textWidth,
  type LabelPlace,
  type OwnPiece,
  type Stretch,
} from '../../viz/waterfall-layout.ts';
import styles from './span-bar.module.css';

const ROW = 24;
const BAR_Y = 6;
const BAR_HEIGHT = 11;
const MIDDLE = BAR_Y + BAR_HEIGHT / 2;
const TINT = 30;

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
  const waits = bar.x - waited > 2;
  const pieces = start === end ? SOLID : ownPixels(scale, own);
  return (
    <>
      {waits && <i className={styles.waited} style={{ marginLeft: waited, width: bar.x - waited - 1 }} />}
      <i
        className={styles.bar}
        data-error={error || undefined}
        style={{
          marginLeft: waits ? 1 : bar.x,
          width: bar.width,
          color: fill,
          background: barBackground(bar, pieces),
        }}
      />
      {(diamonds.length > 0 || (running && !bar.cutRight)) && (
        <svg className={styles.marks} width={scale.width} height={ROW} aria-hidden>
          {running && !bar.cutRight && <OpenEnd x={bar.x + bar.width} color={fill} />}
          {diamonds.map((x) => (
            <path key={x} className={styles.event} d={`M${x} ${MIDDLE - 3.5}l3.5 3.5l-3.5 3.5l-3.5 -3.5z`} />
          ))}
        </svg>
      )}
      <BarLabel scale={scale} place={place} after={bar.x + bar.width} text={label} />
    </>
  );
}

/** Stands for all of the bar, also where it has no length. */
const SOLID: readonly OwnPiece[] = [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, share: 1 }];

/** The bar in one background: tint, and over it the pieces of own work in the colour of the text. */
function barBackground(bar: { readonly x: number; readonly width: number }, pieces: readonly OwnPiece[]): string {
  const [first] = pieces;
  if (first === undefined) return shade(0);
  if (pieces.length === 1 && first.share === 1 && first.from <= bar.x && first.to >= bar.x + bar.width) return shade(1);
  const stops: string[] = [];
  let reached = 0;
  for (const { from, to, share } of pieces.toSorted((a, b) => a.from - b.from)) {
    const left = Math.min(Math.max(from - bar.x, reached), bar.width);
    const right = Math.min(to - bar.x, bar.width);
    if (right <= left) continue;
    if (left > reached) stops.push(`${shade(0)} ${reached}px ${left}px`);
    stops.push(`${shade(share)} ${left}px ${right}px`);
    reached = right;
  }
  if (reached < bar.width) stops.push(`${shade(0)} ${reached}px`);
  return stops.length === 1 ? shade(first.share) : `linear-gradient(to right, ${stops.join(', ')})`;
}

/** From the tint of waiting (0) to the full colour of own work (1). */
function shade(share: number): string {
  if (share >= 1) return 'currentColor';
  return `color-mix(in oklab, currentColor ${Math.round(TINT + (100 - TINT) * share)}%, var(--sl-bg))`;
}

interface BarLabelProps {
  readonly scale: TimeScale;
  readonly place: LabelPlace;
  /** Where the box before it ends, px. */
  readonly after: number;
  readonly text: string;
}

const LABEL_PADDING = 2;

function BarLabel({ scale, place, after, text }: BarLabelProps) {
  const right = place.anchor === 'end';
  const style = right ? { right: scale.width - place.x } : { marginLeft: place.x - after - LABEL_PADDING };
  return (
    <span className={styles.barLabel} data-right={right || undefined} style={style} aria-hidden>
      {text}
    </span>
  );
}

/** The span was still going on when the last news of it came. */
function OpenEnd({ x, color }: { readonly x: number; readonly color: string }) {
  const half = BAR_HEIGHT / 2;
  return <path className={styles.openEnd} stroke={color} d={`M${x + 1} ${BAR_Y}l5 ${half}l-5 ${half}`} />;
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
  return (
    <>
      <svg className={styles.marks} width={scale.width} height={ROW} aria-hidden>
        <path fill={fill} d={stripePixels(scale, row.spans).map(stripePath).join('')} />
      </svg>
      <BarLabel scale={scale} place={labelPlace(scale, bar, textWidth(label))} after={0} text={label} />
    </>
  );
}

function stripePath({ from, to }: Stretch): string {
  return `M${from} ${BAR_Y}H${to}V${BAR_Y + BAR_HEIGHT}H${from}z`;
}

interface OutsideProps {
  readonly side: 'before' | 'after';
  readonly scale: TimeScale;
  readonly color: string;
  readonly error: boolean;
  readonly label: string;
}

/** All of the bar lies before or after what is shown: an angle that points there, and how long it takes. */
function Outside({ side, scale, color, error, label }: OutsideProps) {
  const before = side === 'before';
  const place: LabelPlace = before ? { x: 18, anchor: 'start' } : { x: scale.width - 18, anchor: 'end' };
  return (
    <>
      <i
        className={styles.outside}
        data-right={before ? undefined : true}
        style={{ color: error ? 'var(--sl-err)' : color }}
        aria-hidden
      >
        {before ? '‹' : '›'}
      </i>
      <BarLabel scale={scale} place={place} after={14} text={label} />
    </>
  );
}

interface GhostBarProps {
  readonly scale: TimeScale;
  readonly start: number;
  readonly end: number;
}

/** The dashed bar of a span that is not here; its ends are those of what it is known to have called. */
export function GhostBar({ scale, start, end }: GhostBarProps) {
  const from = Math.max(pixelOf(scale, start), -4);
  const to = Math.min(pixelOf(scale, end), scale.width + 4);
  if (to < 0 || from > scale.width) return undefined;
  return <i className={styles.ghost} style={{ marginLeft: from, width: Math.max(to - from, 2) }} />;
}
