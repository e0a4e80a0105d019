// Counts the items of an OTLP/JSON request for a signal that is not stored. The scan holds the limits before the text is
// parsed, as for traces; of the parsed objects only the lists that lead to the items are looked at.
import { type DecodeError, DEFAULT_DECODE_LIMITS, type DecodeLimits } from '../codec.ts';
import { catchDecodeFailure, DecodeFailure } from '../decode-failure.ts';
import { ok, type Result } from '../result.ts';
import type { OtherSignal } from '../signals.ts';
import { asList, asObject, field, type JsonObject, Refusal } from './fields.ts';
import { parseJson } from './parse.ts';

type Names = readonly [camel: string, snake: string];

/** The lists from the request down; items are the elements of the last one, or what `METRIC_KINDS` hold. */
const LISTS: Readonly<Record<OtherSignal, readonly Names[]>> = {
  metrics: [
    ['resourceMetrics', 'resource_metrics'],
    ['scopeMetrics', 'scope_metrics'],
    ['metrics', 'metrics'],
  ],
  logs: [
    ['resourceLogs', 'resource_logs'],
    ['scopeLogs', 'scope_logs'],
    ['logRecords', 'log_records'],
  ],
  profiles: [
    ['resourceProfiles', 'resource_profiles'],
    ['scopeProfiles', 'scope_profiles'],
    ['profiles', 'profiles'],
  ],
};

const METRIC_KINDS: readonly Names[] = [
  ['gauge', 'gauge'],
  ['sum', 'sum'],
  ['histogram', 'histogram'],
  ['exponentialHistogram', 'exponential_histogram'],
  ['summary', 'summary'],
];

/** Data points, log records or profiles in an export request. Never throws on bad input. */
export function countItems(
  signal: OtherSignal,
  body: Uint8Array,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): Result<number, DecodeError> {
  return catchDecodeFailure(() => {
    if (body.length === 0) return ok(0);
    const document = parseJson(body, limits);
    try {
      return ok(countIn(asObject(document, 'a request'), LISTS[signal], signal === 'metrics'));
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      throw new DecodeFailure('malformed', `the body is not an OTLP/JSON ${signal} request: it has ${cause.message}`);
    }
  });
}

function countIn(object: JsonObject, [names, ...deeper]: readonly Names[], metrics: boolean): number {
  if (names === undefined) return metrics ? dataPoints(object) : 1;
  const list = listOf(object, names);
  if (deeper.length === 0 && !metrics) return list.length;
  return list.reduce<number>((sum, value) => sum + countIn(asObject(value, `a bad ${names[0]}`), deeper, metrics), 0);
}

function dataPoints(metric: JsonObject): number {
  let count = 0;
  for (const kind of METRIC_KINDS) {
    const data = field(metric, ...kind);
    if (data !== undefined) count += listOf(asObject(data, `a ${kind[0]}`), ['dataPoints', 'data_points']).length;
  }
  return count;
}

function listOf(object: JsonObject, names: Names): readonly unknown[] {
  return asList(field(object, ...names), `a ${names[0]} field`);
}
