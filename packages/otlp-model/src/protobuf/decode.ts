// ExportTraceServiceRequest bytes -> model. The outer messages are walked here, so that one bad span, scope or resource
// can be left out without losing the rest; spans, scopes and resources are read by the generated code.
import { type DecodedTraces, type DecodeError, DEFAULT_DECODE_LIMITS, type DecodeLimits } from '../codec.ts';
import { catchDecodeFailure, DecodeFailure } from '../decode-failure.ts';
import { longName, longServiceName } from '../long-names.ts';
import { REASONS, Rejections } from '../rejections.ts';
import { ok, type Result } from '../result.ts';
import type { ResourceSpans, ScopeSpans, Span } from '../span.ts';
import { resourceFromWire, scopeFromWire, spanFromWire } from './from-wire.ts';
import { type InstrumentationScopeMessage, opentelemetry, type ResourceMessage } from './gen/otlp.js';
import { scanRequest, type Scanned } from './scan.ts';
import { WireReader } from './wire.ts';

const { common, resource: resources, trace } = opentelemetry.proto;

/** The scan has bounded the nesting already, so protobufjs' own limit (100 messages) must not cut in earlier. */
const NO_DEPTH_LIMIT = Number.NEGATIVE_INFINITY;

interface Context {
  readonly reader: WireReader;
  readonly unusable: Scanned['unusable'];
  readonly limits: DecodeLimits;
  readonly rejections: Rejections;
}

/**
 * Decodes an ExportTraceServiceRequest (or TracesData, which is the same on the wire). An empty body is a request
 * without spans. Groups that are left without spans are not returned. Never throws on bad input.
 */
export function decodeExportRequest(
  body: Uint8Array,
  limits: DecodeLimits = DEFAULT_DECODE_LIMITS,
): Result<DecodedTraces, DecodeError> {
  return catchDecodeFailure(() => {
    const { unusable, items } = wellFormed(() => scanRequest(new WireReader(body), limits));
    const context: Context = { reader: new WireReader(body), unusable, limits, rejections: new Rejections() };
    const resourceSpans: ResourceSpans[] = [];
    wellFormed(() =>
      eachField(context.reader, (field, size) => {
        if (field !== 1) return false;
        const group = decodeResourceSpans(context, size);
        if (group.scopeSpans.length > 0) resourceSpans.push(group);
        return true;
      }),
    );
    return ok({
      resourceSpans,
      spanCount: resourceSpans.reduce((sum, group) => sum + countSpans(group.scopeSpans), 0),
      itemCount: items,
      rejectedSpans: context.rejections.total,
      rejection: context.rejections.message(),
    });
  });
}

function decodeResourceSpans(context: Context, size: number): ResourceSpans {
  const { reader, unusable, limits, rejections } = context;
  const scopeSpans: ScopeSpans[] = [];
  let message: ResourceMessage | undefined;
  let problem: string | undefined;
  let schemaUrl = '';
  within(reader, size, () =>
    eachField(reader, (field, length) => {
      if (field === 1) {
        const why = unusable.get(reader.pos);
        if (why !== undefined) {
          problem = why;
          reader.pos += length;
        } else {
          // A message field that comes twice is merged; the last one alone would also do, but costs information.
          message = resources.v1.Resource.decode(reader, length, undefined, NO_DEPTH_LIMIT, message);
        }
      } else if (field === 2) {
        const group = decodeScopeSpans(context, length);
        if (group.spans.length > 0) scopeSpans.push(group);
      } else if (field === 3) {
        schemaUrl = reader.text(length);
      } else return false;
      return true;
    }),
  );
  const resource = resourceFromWire(message, schemaUrl);
  problem ??= longServiceName(resource, limits);
  if (problem !== undefined) {
    rejections.add(REASONS.resource(problem), countSpans(scopeSpans));
    scopeSpans.length = 0;
  }
  return { resource, scopeSpans };
}

function decodeScopeSpans(context: Context, size: number): ScopeSpans {
  const { reader, unusable, limits, rejections } = context;
  const spans: Span[] = [];
  let message: InstrumentationScopeMessage | undefined;
  let problem: string | undefined;
  let schemaUrl = '';
  within(reader, size, () =>
    eachField(reader, (field, length) => {
      if (field === 1) {
        const why = unusable.get(reader.pos);
        if (why !== undefined) {
          problem = why;
          reader.pos += length;
        } else {
          message = common.v1.InstrumentationScope.decode(reader, length, undefined, NO_DEPTH_LIMIT, message);
        }
      } else if (field === 2) {
        const why = unusable.get(reader.pos);
        if (why !== undefined) {
          rejections.add(why);
          reader.pos += length;
        } else {
          const span = spanFromWire(trace.v1.Span.decode(reader, length, undefined, NO_DEPTH_LIMIT));
          const refused = span.ok ? longName(span.value, limits) : span.error;
          if (refused !== undefined) rejections.add(refused);
          else if (span.ok) spans.push(span.value);
        }
      } else if (field === 3) {
        schemaUrl = reader.text(length);
      } else return false;
      return true;
    }),
  );
  if (problem !== undefined) {
    rejections.add(REASONS.scope(problem), spans.length);
    spans.length = 0;
  }
  return { scope: scopeFromWire(message, schemaUrl), spans };
}

/** Calls `read` for each length-delimited field up to reader.len; skips what it does not want and other wire types. */
function eachField(reader: WireReader, read: (field: number, size: number) => boolean): void {
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    const field = tag >>> 3;
    if ((tag & 7) !== 2) {
      reader.skipType(tag & 7, 0, field);
      continue;
    }
    const size = reader.size();
    if (reader.pos + size > reader.len) throw new RangeError('a field goes past the end of its message');
    if (!read(field, size)) reader.pos += size;
  }
}

/** Narrows the reader to the next `size` bytes while `read` runs. */
function within(reader: WireReader, size: number, read: () => void): void {
  const outer = reader.len;
  reader.len = reader.pos + size;
  read();
  reader.len = outer;
}

function countSpans(groups: readonly ScopeSpans[]): number {
  return groups.reduce((sum, group) => sum + group.spans.length, 0);
}

/** protobufjs throws RangeError or a plain Error at broken bytes: that is the sender's fault. A TypeError is ours. */
function wellFormed<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    const bad = cause instanceof RangeError || (cause instanceof Error && cause.constructor === Error);
    if (!bad) throw cause;
    throw new DecodeFailure('malformed', `the body is not a protobuf ExportTraceServiceRequest: ${cause.message}`);
  }
}
