// All spans of a trace in a strip some 50 px high: one thin line a span, in the order of the rows. Rows that fall on
// the same line of pixels are merged when they touch, so a huge trace costs no more to draw than a large one.

/** One span of the strip. Times in nanoseconds from the trace's start; `slot` is its palette slot. */
export interface MinimapSpan {
  readonly start: number;
  readonly end: number;
  readonly slot: number;
  readonly error: boolean;
}

export interface MinimapBar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly slot: number;
  readonly error: boolean;
}

/** Size of the strip in pixels, and the part of it that stands for the trace. */
export interface MinimapSize {
  readonly height: number;
  readonly left: number;
  readonly inner: number;
}

const PAD_Y = 4;
const LINE = 1.5;
const STEP = 2;

/** Bars to draw, errors last so that they stay visible beside thousands. */
export function minimapBars(spans: readonly MinimapSpan[], extent: number, size: MinimapSize): readonly MinimapBar[] {
  const room = size.height - 2 * PAD_Y;
  const lines = Math.max(1, Math.floor(room / STEP));
  const step = spans.length <= lines ? Math.min(room / Math.max(spans.length, 1), 4) : STEP;
  const perNano = size.inner / Math.max(extent, 1);
  const bars: MinimapBar[] = [];
  const errors: MinimapBar[] = [];
  /** The open bar of each line, to be joined by the next one if it touches it in the same colour. */
  const open: { x: number; y: number; width: number; height: number; slot: number; error: boolean }[] = [];
  let index = -1;
  for (const span of spans) {
    index++;
    const line = spans.length <= lines ? index : Math.floor((index * lines) / spans.length);
    const x = size.left + span.start * perNano;
    const width = Math.max((span.end - span.start) * perNano, 1);
    const last = open[line];
    if (
      last !== undefined &&
      last.slot === span.slot &&
      last.error === span.error &&
      x <= last.x + last.width + 0.5 &&
      x >= last.x
    ) {
      last.width = Math.max(last.width, x + width - last.x);
      continue;
    }
    const bar = { x, y: PAD_Y + line * step, width, height: LINE, slot: span.slot, error: span.error };
    open[line] = bar;
    (span.error ? errors : bars).push(bar);
  }
  return [...bars, ...errors];
}
