// The URL of the services page: /services?view=&rows=&sort=&node=&client=&server=&focus=&hops=&min=&group=&split=&fold=&against=&part=&speed=&cut=&at=
import { parseNodeId } from '@spanloom/analysis';
import { z } from '@spanloom/api-schema';
import { readAgainst } from '../../lib/against.ts';
import { isFold, isSplit } from '../../lib/graph-view.ts';
import { isPart, partUrl } from '../../lib/part-of-time.ts';
import type { TimeRangeUrl } from '../../lib/time-range.ts';
import { oneOf } from '../../lib/unknown-parts.ts';
import { urlText, urlTexts } from '../../lib/search-params.ts';
import { EDGE_COLUMNS, NODE_COLUMNS } from './table-sort.ts';
import { readCut } from '../../viz/pan-zoom-layout.ts';
import { SPEEDS } from '../../viz/playback.ts';
import type { Point } from '../../viz/service-map-shape.ts';

export const servicesUrl = z.object({
  /** `map` or `table`; absent: both. */
  view: urlText,
  /** `nodes`; absent: the table lists edges. */
  rows: urlText,
  /** A column of the table, `-` before it: the largest first. */
  sort: urlText,
  /** Selected node, as the API names nodes. */
  node: urlText,
  /** Ends of the selected edge. */
  client: urlText,
  server: urlText,
  /** Only this node and what is at most `hops` calls away. */
  focus: urlText,
  hops: urlText,
  /** Edges of fewer calls a second are hidden. */
  min: urlText,
  /** `namespace`: a box around the services of each. */
  group: urlText,
  /** What splits a service into several nodes: one of SPLITS. */
  split: urlText,
  /** `proxies`, and ids of nodes: calls through them are one call. */
  fold: urlTexts,
  /** What the time is compared with: `1h` earlier, or START in unix nanoseconds. */
  against: urlText,
  ...partUrl,
  /** What is seen of the picture: `SCALE,X,Y`; absent: what fits. */
  cut: urlText,
  /** Nodes that were moved: `x,y,id`. */
  at: urlTexts,
});
export type ServicesUrl = z.infer<typeof servicesUrl>;

/** Writes a part of the URL; `inPlace`: not as a step to go back to. */
export type ChangeServicesUrl = (part: Partial<ServicesUrl & TimeRangeUrl>, inPlace?: boolean) => void;

export const VIEWS = ['map', 'both', 'table'] as const;
export type View = (typeof VIEWS)[number];

export const MIN_RATES = ['0.1', '1', '10', '100', '1000'] as const;
export const HOPS = ['1', '2', '3'] as const;

const isNode = (text: string): boolean => parseNodeId(text).ok;
const MOVED = /^(-?\d{1,6}),(-?\d{1,6}),(.*)$/s;

/** `sort` is of one list or the other. Of what else stands here nothing is shown. */
const KNOWN_VALUES = {
  view: oneOf(VIEWS),
  rows: oneOf(['edges', 'nodes']),
  sort: (text: string) => [...EDGE_COLUMNS, ...NODE_COLUMNS].some((column) => column === text.replace(/^-/, '')),
  node: isNode,
  client: isNode,
  server: isNode,
  focus: isNode,
  hops: oneOf(HOPS),
  min: (text: string) => text === '0' || readMinRate(text) > 0,
  group: oneOf(['namespace']),
  split: isSplit,
  fold: isFold,
  part: isPart,
  speed: oneOf(SPEEDS),
  against: (text: string) => readAgainst(text) !== undefined,
  cut: (text: string) => readCut(text) !== undefined,
  at: (text: string) => MOVED.test(text),
};

/** An edge has two ends: one alone selects nothing. */
export function knownIn({ client, server }: ServicesUrl): typeof KNOWN_VALUES {
  return {
    ...KNOWN_VALUES,
    client: (text) => isNode(text) && server !== undefined,
    server: (text) => isNode(text) && client !== undefined,
  };
}

export function readView(url: ServicesUrl): View {
  return VIEWS.find((view) => view === url.view) ?? 'both';
}

/** What the map is narrowed to. */
export interface Narrowing {
  readonly focus: string | undefined;
  readonly hops: number;
  /** Calls a second; 0 hides none. */
  readonly minRate: number;
}

export function readNarrowing({ focus, hops, min }: ServicesUrl): Narrowing {
  return { focus, hops: Number(HOPS.find((known) => known === hops) ?? '1'), minRate: readMinRate(min) };
}

function readMinRate(text: string | undefined): number {
  const rate = Number(text ?? '0');
  return Number.isFinite(rate) && rate > 0 ? rate : 0;
}

/** Corners of the nodes that were moved, by id. What cannot be read is where the layout put it. */
export function readMoved(at: readonly string[] | undefined): ReadonlyMap<string, Point> {
  const moved = new Map<string, Point>();
  for (const text of at ?? []) {
    const [, x, y, id] = MOVED.exec(text) ?? [];
    if (id !== undefined) moved.set(id, { x: Number(x), y: Number(y) });
  }
  return moved;
}

export function writeMoved(moved: ReadonlyMap<string, Point>): string[] | undefined {
  if (moved.size === 0) return undefined;
  return [...moved].map(([id, { x, y }]) => `${Math.round(x)},${Math.round(y)},${id}`);
}
