// Records what Chromium does while something happens, and reads from it how much the main thread worked for each frame
// and which frames were not drawn. The file opens in the Performance panel of the DevTools.
// https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU (trace event format)
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { CDPSession } from '@playwright/test';

const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'blink.user_timing',
  'v8.execute',
  '__metadata',
];

/** Records into `file` while `work` runs. */
export async function recorded(cdp: CDPSession, file: string, work: () => Promise<void>): Promise<void> {
  await cdp.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig: { includedCategories: CATEGORIES } });
  const complete = new Promise<string>((resolve, reject) => {
    cdp.once('Tracing.tracingComplete', ({ stream }) => {
      if (stream === undefined) reject(new Error('Chromium gave no trace'));
      else resolve(stream);
    });
  });
  try {
    await work();
  } finally {
    await cdp.send('Tracing.end');
  }
  await saveStream(cdp, await complete, file);
}

async function saveStream(cdp: CDPSession, handle: string, file: string): Promise<void> {
  const out = createWriteStream(file);
  for (;;) {
    const { data, eof, base64Encoded } = await cdp.send('IO.read', { handle });
    out.write(base64Encoded === true ? Buffer.from(data, 'base64') : data);
    if (eof) break;
  }
  await cdp.send('IO.close', { handle });
  await new Promise<void>((resolve, reject) => {
    out.once('error', reject);
    out.end(resolve);
  });
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  /** Of the thread's own clock: without the time in which others had the processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly message?: string } };
}

export interface FrameFigures {
  readonly frames: number;
  readonly drawn: number;
  readonly dropped: number;
  /** Dropped of all, 0 .. 1. */
  readonly droppedShare: number;
  /** Work of the main thread for one frame, milliseconds by the clock on the wall. */
  readonly mainMs: Quantiles;
  /** The same in processor time: what it is on a machine that has nothing else to do. */
  readonly mainCpuMs: Quantiles;
}

export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export const MEASURE_BEGINS = 'bench-begins';
export const MEASURE_ENDS = 'bench-ends';

/** Figures of the renderer that wrote the two marks, between them. */
export async function frameFigures(file: string): Promise<FrameFigures> {
  const { traceEvents } = JSON.parse(await readFile(file, 'utf8')) as { readonly traceEvents: readonly TraceEvent[] };
  const begin = markOf(traceEvents, MEASURE_BEGINS);
  const end = markOf(traceEvents, MEASURE_ENDS);
  const own = traceEvents.filter(({ pid, ts }) => pid === begin.pid && ts >= begin.ts && ts <= end.ts);
  const frames = own.filter(({ name }) => name === 'BeginFrame').map(({ ts }) => ts);
  const tasks = own.filter(({ name, ph, tid }) => tid === begin.tid && ph === 'X' && name === 'RunTask');
  if (frames.length < 2 || tasks.length === 0) throw new Error(`${file} holds no frames or no tasks`);
  const wall = sumByFrame(frames, tasks, (task) => task.dur ?? 0);
  const cpu = sumByFrame(frames, tasks, (task) => task.tdur ?? task.dur ?? 0);
  const drawn = own.filter(({ name }) => name === 'DrawFrame').length;
  const dropped = own.filter(({ name }) => name === 'DroppedFrame').length;
  return {
    frames: frames.length,
    drawn,
    dropped,
    droppedShare: dropped / Math.max(dropped + drawn, 1),
    mainMs: quantiles(wall),
    mainCpuMs: quantiles(cpu),
  };
}

function markOf(events: readonly TraceEvent[], name: string): TraceEvent {
  const mark = events.find((event) => event.name === name);
  if (mark === undefined) throw new Error(`the trace lacks the mark ${name}`);
  return mark;
}

/** Milliseconds for each interval from one frame to the next; a task counts where it begins. */
function sumByFrame(
  frames: readonly number[],
  tasks: readonly TraceEvent[],
  length: (task: TraceEvent) => number,
): readonly number[] {
  const sums = frames.slice(1).map(() => 0);
  let frame = 0;
  for (const task of tasks.toSorted((a, b) => a.ts - b.ts)) {
    if (task.ts < (frames[0] ?? 0)) continue;
    while (frame < sums.length && (frames[frame + 1] ?? 0) <= task.ts) frame++;
    if (frame < sums.length) sums[frame] = (sums[frame] ?? 0) + length(task) / 1000;
  }
  return sums;
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    round(sorted[Math.min(Math.floor(share * sorted.length), sorted.length - 1)] ?? 0);
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
