// Generated from proto/ by scripts/generate.mjs: do not edit, run `npm run generate`.
import type { WireReader, WireWriter } from '../wire.ts';

/** `depth` is where the count towards protobufjs' recursion limit starts; 64-bit values need the reader and writer of ../wire.ts. */
interface Codec<Message> {
  encode(message: Message, writer: WireWriter, depth?: number): WireWriter;
  decode(reader: WireReader, length?: number, endTag?: undefined, depth?: number, mergeInto?: Message): Message;
}

export interface AnyValueMessage {
  stringValue?: string | null;
  boolValue?: boolean | null;
  intValue?: bigint | null;
  doubleValue?: number | null;
  arrayValue?: ArrayValueMessage | null;
  kvlistValue?: KeyValueListMessage | null;
  bytesValue?: Uint8Array | null;
}

export interface ArrayValueMessage {
  values?: AnyValueMessage[];
}

export interface EntityRefMessage {
  schemaUrl?: string | null;
  type?: string | null;
  idKeys?: string[];
  descriptionKeys?: string[];
}

export interface ExportTracePartialSuccessMessage {
  rejectedSpans?: bigint | null;
  errorMessage?: string | null;
}

export interface ExportTraceServiceRequestMessage {
  resourceSpans?: ResourceSpansMessage[];
}

export interface ExportTraceServiceResponseMessage {
  partialSuccess?: ExportTracePartialSuccessMessage | null;
}

export interface InstrumentationScopeMessage {
  name?: string | null;
  version?: string | null;
  attributes?: KeyValueMessage[];
  droppedAttributesCount?: number | null;
}

export interface KeyValueListMessage {
  values?: KeyValueMessage[];
}

export interface KeyValueMessage {
  key?: string | null;
  value?: AnyValueMessage | null;
}

export interface ResourceMessage {
  attributes?: KeyValueMessage[];
  droppedAttributesCount?: number | null;
  entityRefs?: EntityRefMessage[];
}

export interface ResourceSpansMessage {
  resource?: ResourceMessage | null;
  scopeSpans?: ScopeSpansMessage[];
  schemaUrl?: string | null;
}

export interface RpcStatusMessage {
  code?: number | null;
  message?: string | null;
}

export interface ScopeSpansMessage {
  scope?: InstrumentationScopeMessage | null;
  spans?: SpanMessage[];
  schemaUrl?: string | null;
}

export interface SpanEventMessage {
  timeUnixNano?: bigint | null;
  name?: string | null;
  attributes?: KeyValueMessage[];
  droppedAttributesCount?: number | null;
}

export interface SpanLinkMessage {
  traceId?: Uint8Array | null;
  spanId?: Uint8Array | null;
  traceState?: string | null;
  attributes?: KeyValueMessage[];
  droppedAttributesCount?: number | null;
  flags?: number | null;
}

export interface SpanMessage {
  traceId?: Uint8Array | null;
  spanId?: Uint8Array | null;
  traceState?: string | null;
  parentSpanId?: Uint8Array | null;
  name?: string | null;
  kind?: number | null;
  startTimeUnixNano?: bigint | null;
  endTimeUnixNano?: bigint | null;
  attributes?: KeyValueMessage[];
  droppedAttributesCount?: number | null;
  events?: SpanEventMessage[];
  droppedEventsCount?: number | null;
  links?: SpanLinkMessage[];
  droppedLinksCount?: number | null;
  status?: StatusMessage | null;
  flags?: number | null;
}

export interface StatusMessage {
  message?: string | null;
  code?: number | null;
}

export interface TracesDataMessage {
  resourceSpans?: ResourceSpansMessage[];
}

export const google: {
  readonly rpc: {
    readonly Status: Codec<RpcStatusMessage>;
  };
};

export const opentelemetry: {
  readonly proto: {
    readonly collector: {
      readonly trace: {
        readonly v1: {
          readonly ExportTracePartialSuccess: Codec<ExportTracePartialSuccessMessage>;
          readonly ExportTraceServiceRequest: Codec<ExportTraceServiceRequestMessage>;
          readonly ExportTraceServiceResponse: Codec<ExportTraceServiceResponseMessage>;
        };
      };
    };
    readonly common: {
      readonly v1: {
        readonly AnyValue: Codec<AnyValueMessage>;
        readonly ArrayValue: Codec<ArrayValueMessage>;
        readonly EntityRef: Codec<EntityRefMessage>;
        readonly InstrumentationScope: Codec<InstrumentationScopeMessage>;
        readonly KeyValue: Codec<KeyValueMessage>;
        readonly KeyValueList: Codec<KeyValueListMessage>;
      };
    };
    readonly resource: {
      readonly v1: {
        readonly Resource: Codec<ResourceMessage>;
      };
    };
    readonly trace: {
      readonly v1: {
        readonly ResourceSpans: Codec<ResourceSpansMessage>;
        readonly ScopeSpans: Codec<ScopeSpansMessage>;
        readonly Span: Codec<SpanMessage> & {
          readonly Event: Codec<SpanEventMessage>;
          readonly Link: Codec<SpanLinkMessage>;
        };
        readonly Status: Codec<StatusMessage>;
        readonly TracesData: Codec<TracesDataMessage>;
      };
    };
  };
};
