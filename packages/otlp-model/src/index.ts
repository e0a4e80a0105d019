// @spanloom/otlp-model: the vocabulary that every other part speaks. The codecs are subpath exports: /protobuf and /json.
export * from './any-value.ts';
export * from './codec.ts';
export * from './ids.ts';
export * from './result.ts';
export * from './signals.ts';
export * from './span.ts';
export * from './time.ts';
export * from './value-text.ts';
export * from './weight.ts';
