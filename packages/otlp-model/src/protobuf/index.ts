// @spanloom/otlp-model/protobuf: OTLP in protobuf, both ways.
export { decodeExportRequest } from './decode.ts';
export * from './messages.ts';
