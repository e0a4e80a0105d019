// @spanloom/otlp-model/protobuf: OTLP in protobuf, both ways.
export { countItems } from './count-items.ts';
export { decodeExportRequest } from './decode.ts';
export * from './messages.ts';
export { AttributeKeys, spanDetails } from './span-details.ts';
export * from './rpc-status.ts';
