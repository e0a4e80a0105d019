// @spanloom/otlp-model/json: OTLP/JSON, both ways.
export { countItems } from './count-items.ts';
export { decodeExportRequest } from './decode.ts';
export * from './encode.ts';
