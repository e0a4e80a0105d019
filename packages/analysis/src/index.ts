// @spanloom/analysis: pure algorithms over traces.
export * from './node-ref.ts';
export * from './duration-histogram.ts';
