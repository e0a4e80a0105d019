// A service that is split into very many parts: the picture has the most telling of them, the table all. Pure.
import type { MapNode, ServiceMap } from './service-map-model.ts';

/** Of one service: two columns of the picture. */
export const MAX_PARTS = 48;

/** What of a service stands in the table alone. */
export interface FoldedParts {
  readonly service: string;
  readonly parts: number;
  readonly folded: number;
  /** What the folded ones received. */
  readonly calls: number;
  readonly errors: number;
}

/** Ids of the parts that are not drawn: those that fail go last, before them those that differ from another time, and the least called first. */
export function partsToFold(map: ServiceMap): ReadonlySet<string> {
  const crowded = [...partsOf(map).values()].filter((parts) => parts.length > MAX_PARTS);
  if (crowded.length === 0) return NONE;
  const failingCallers = new Set(
    map.edges.filter(({ source }) => source.errorShare > 0).map(({ source: { client } }) => client),
  );
  const fails = (node: MapNode): boolean =>
    errorsOf(node) > 0 || node.state === 'bad' || node.state === 'warn' || failingCallers.has(node.source.id);
  const differs = ({ source: { difference } }: MapNode): boolean => (difference?.changes.length ?? 0) > 0;
  return new Set(
    crowded.flatMap((parts) =>
      parts
        .toSorted(
          (a, b) =>
            Number(fails(b)) - Number(fails(a)) ||
            errorsOf(b) - errorsOf(a) ||
            Number(differs(b)) - Number(differs(a)) ||
            callsOf(b) - callsOf(a) ||
            (a.source.id < b.source.id ? -1 : 1),
        )
        .slice(MAX_PARTS)
        .map(({ source }) => source.id),
    ),
  );
}

const NONE: ReadonlySet<string> = new Set();

/** Decides when the choice is made anew: with other parts, and when others fail, never because counts grow. */
export function failingKey({ nodes, edges }: ServiceMap): string {
  const failing = [
    ...nodes.filter((node) => errorsOf(node) > 0).map(({ source }) => source.id),
    ...edges.filter(({ source }) => source.errorShare > 0).map(({ id }) => id),
  ];
  return JSON.stringify(failing);
}

/** Without `folded`, but with `always`. The same object when nothing is folded. */
export function drawnMap(map: ServiceMap, folded: ReadonlySet<string>, always: ReadonlySet<string>): ServiceMap {
  if (folded.size === 0) return map;
  const isDrawn = ({ source: { id } }: MapNode): boolean => !folded.has(id) || always.has(id);
  return {
    ...map,
    nodes: map.nodes.filter(isDrawn),
    edges: map.edges.filter(({ client, server }) => isDrawn(client) && isDrawn(server)),
  };
}

/** Of each service that `drawn` does not have whole. */
export function foldedParts(map: ServiceMap, drawn: ServiceMap): readonly FoldedParts[] {
  if (drawn === map) return [];
  const shown = new Set(drawn.nodes);
  return [...partsOf(map).values()].flatMap((parts) => {
    const folded = parts.filter((node) => !shown.has(node));
    const [first] = folded;
    if (first === undefined) return [];
    const { name, namespace } = first.source;
    return {
      service: namespace === '' ? name : `${namespace}/${name}`,
      parts: parts.length,
      folded: folded.length,
      calls: folded.reduce((sum, node) => sum + callsOf(node), 0),
      errors: folded.reduce((sum, node) => sum + errorsOf(node), 0),
    };
  });
}

/** By service; of those that are split. */
function partsOf({ nodes }: ServiceMap): ReadonlyMap<string, readonly MapNode[]> {
  const split = nodes.filter(({ source }) => source.split !== undefined);
  return Map.groupBy(split, ({ source: { name, namespace } }) => JSON.stringify([namespace, name]));
}

function callsOf({ numbers }: MapNode): number {
  return numbers?.calls ?? 0;
}

function errorsOf({ numbers }: MapNode): number {
  return numbers === undefined ? 0 : Math.round(numbers.calls * numbers.errorShare);
}
