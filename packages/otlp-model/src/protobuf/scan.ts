// A walk over the wire before anything is built: counts spans and items, and finds what is nested too deep or too large.
// A 2 MB body of empty spans would become 150 MB of objects, so limits must hold first.
import { type DecodeLimits, ITEMS_A_GROUP } from '../codec.ts';
import { tooManyItems, tooManySpans } from '../decode-failure.ts';
import { REASONS } from '../rejections.ts';
import type { WireReader } from './wire.ts';

export interface Scanned {
  /** Why a Span, Resource or InstrumentationScope must be left out, by the offset at which it starts. */
  readonly unusable: ReadonlyMap<number, string>;
  readonly items: number;
}

/** A field that holds a message (or a counted string). */
interface Edge {
  readonly shape: Shape | undefined;
  readonly counts: 'span' | 'item' | 'group' | undefined;
  /** 1 where an AnyValue begins. */
  readonly deeper: 0 | 1;
  /** What is left out as a whole when it is too deep or too large, and has begun here. */
  readonly guard: One | undefined;
  /**
   * What is counted anew from here. A resource and a scope may come in pieces, which are merged: they count as one for as
   * long as their group lasts.
   */
  readonly begins: One | undefined;
}

type One = 'resource' | 'scope' | 'span';

/** The length-delimited fields of a message that matter here, by number. */
type Shape = (Edge | undefined)[];

function edge(shape: Shape | undefined, counts: Edge['counts'], more: Partial<Edge> = {}): Edge {
  return { deeper: 0, guard: undefined, begins: undefined, ...more, shape, counts };
}

function requestShape(): Shape {
  const anyValue: Shape = [];
  const keyValue: Shape = [];
  const arrayValue: Shape = [];
  const kvList: Shape = [];
  keyValue[2] = edge(anyValue, undefined, { deeper: 1 });
  anyValue[5] = edge(arrayValue, undefined);
  anyValue[6] = edge(kvList, undefined);
  arrayValue[1] = edge(anyValue, 'item', { deeper: 1 });
  kvList[1] = edge(keyValue, 'item');
  const attribute = edge(keyValue, 'item');
  const entityRef: Shape = [];
  entityRef[3] = edge(undefined, 'item');
  entityRef[4] = edge(undefined, 'item');
  const resource: Shape = [];
  resource[1] = attribute;
  resource[3] = edge(entityRef, 'item');
  const scope: Shape = [];
  scope[3] = attribute;
  const event: Shape = [];
  event[3] = attribute;
  const link: Shape = [];
  link[4] = attribute;
  const span: Shape = [];
  span[9] = attribute;
  span[11] = edge(event, 'item');
  span[13] = edge(link, 'item');
  const scopeSpans: Shape = [];
  scopeSpans[1] = edge(scope, undefined, { guard: 'scope' });
  scopeSpans[2] = edge(span, 'span', { guard: 'span', begins: 'span' });
  const resourceSpans: Shape = [];
  resourceSpans[1] = edge(resource, undefined, { guard: 'resource' });
  resourceSpans[2] = edge(scopeSpans, 'group', { begins: 'scope' });
  const request: Shape = [];
  request[1] = edge(resourceSpans, 'group', { begins: 'resource' });
  return request;
}

const REQUEST = requestShape();

/** Where no span, resource or scope is open. */
const NOTHING = -1;

/**
 * Walks an ExportTraceServiceRequest. Throws DecodeFailure `too_large` over a limit, and the reader's errors where the
 * wire is broken. Recursion is bounded by `limits.maxDepth`.
 */
export function scanRequest(reader: WireReader, limits: DecodeLimits): Scanned {
  const unusable = new Map<number, string>();
  let spans = 0;
  let items = 0;
  const itemsOf = { resource: 0, scope: 0, span: 0 };

  /** `one`: what is walked, if it can be left out; `guard`: where it starts. */
  const walk = (shape: Shape, depth: number, one: One | undefined, guard: number): void => {
    const end = reader.len;
    while (reader.pos < end) {
      const tag = reader.tag();
      const wireType = tag & 7;
      const found = wireType === 2 ? shape[tag >>> 3] : undefined;
      if (found === undefined) {
        reader.skipType(wireType, 0, tag >>> 3);
        continue;
      }
      if (found.counts === 'span' && ++spans > limits.maxSpans) throw tooManySpans(limits.maxSpans);
      if (found.counts === 'item') {
        items++;
        if (one !== undefined && ++itemsOf[one] > limits.maxItemsOfOne) {
          unusable.set(guard, REASONS.tooManyItems(limits.maxItemsOfOne));
        }
      } else if (found.counts === 'group') items += ITEMS_A_GROUP;
      if (items > limits.maxItems) throw tooManyItems(limits.maxItems);
      const stop = reader.size() + reader.pos;
      if (stop > end) throw new RangeError('a field goes past the end of its message');
      const inner = depth + found.deeper;
      if (found.begins !== undefined) itemsOf[found.begins] = 0;
      if (inner > limits.maxDepth) unusable.set(guard, REASONS.tooDeep(limits.maxDepth));
      else if (found.shape !== undefined && stop > reader.pos) {
        reader.len = stop;
        if (found.guard === undefined) walk(found.shape, inner, one, guard);
        else walk(found.shape, inner, found.guard, reader.pos);
        if (reader.pos !== stop) throw new RangeError('a field goes past the end of its message');
        reader.len = end;
      }
      reader.pos = stop;
    }
  };

  walk(REQUEST, 0, undefined, NOTHING);
  return { unusable, items };
}
