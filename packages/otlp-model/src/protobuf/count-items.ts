// Counts the items of a protobuf request for a signal that is not stored: a walk over the wire that builds no object.
// Field numbers are those of opentelemetry-proto 1.11 (metrics/v1, logs/v1, profiles/v1development).
import { type DecodeError, DEFAULT_DECODE_LIMITS, type DecodeLimits } from '../codec.ts';
import { catchDecodeFailure, DecodeFailure, tooManySignalItems } from '../decode-failure.ts';
import { ok, type Result } from '../result.ts';
import type { OtherSignal } from '../signals.ts';
import { WireReader } from './wire.ts';

/** The fields to follow from the request down; the messages in the last of them are the items. */
type Path = readonly (readonly number[])[];

const GROUPS: Path = [[1], [2], [2]]; // request.resource_x, ResourceX.scope_x, ScopeX.x
/** Of a Metric: gauge, sum, histogram, exponential_histogram, summary; each has data_points in field 1. */
const METRIC_DATA: Path = [[5, 7, 9, 10, 11], [1]];

const PATHS: Readonly<Record<OtherSignal, Path>> = {
  metrics: [...GROUPS, ...METRIC_DATA],
  logs: GROUPS,
  profiles: GROUPS,
};

/** Data points, log records or profiles in an export request. Never throws on bad input. */
export function countItems(
  signal: OtherSignal,
  body: Uint8Array,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): Result<number, DecodeError> {
  const path = PATHS[signal];
  const reader = new WireReader(body);
  let items = 0;
  let messages = 0;

  /** Reads one message up to `reader.len`. Depth is bounded by the path. */
  const walk = (level: number): void => {
    const end = reader.len;
    const fields = path[level] ?? [];
    while (reader.pos < end) {
      const tag = reader.tag();
      if ((tag & 7) !== 2) {
        reader.skipType(tag & 7, 0, tag >>> 3);
        continue;
      }
      const stop = reader.size() + reader.pos;
      if (stop > end) throw new RangeError('a field goes past the end of its message');
      if (fields.includes(tag >>> 3)) {
        if (++messages > limits.maxItems) throw tooManySignalItems(limits.maxItems);
        if (level === path.length - 1) items++;
        reader.len = stop;
        walk(level + 1);
        reader.len = end;
      }
      reader.pos = stop;
    }
    if (reader.pos !== end) throw new RangeError('a field goes past the end of its message');
  };

  return catchDecodeFailure(() => {
    try {
      walk(0);
    } catch (cause) {
      // protobufjs throws RangeError or a plain Error at broken bytes: that is the sender's fault. A TypeError is ours.
      const bad = cause instanceof RangeError || (cause instanceof Error && cause.constructor === Error);
      if (!bad) throw cause;
      throw new DecodeFailure('malformed', `the body is not a protobuf ${signal} request: ${cause.message}`);
    }
    return ok(items);
  });
}
