// @spanloom/otlp-model/json: OTLP/JSON, both ways.
export { decodeExportRequest } from './decode.ts';
export * from './encode.ts';
