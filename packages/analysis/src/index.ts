// @spanloom/analysis: pure algorithms over traces.
export * from './calls.ts';
export * from './caused-calls.ts';
export * from './clock-skew.ts';
export * from './duration-histogram.ts';
export * from './graph-diff.ts';
export * from './ebpf.ts';
export * from './host.ts';
export * from './indexed-trace.ts';
export * from './node-ref.ts';
export * from './peers.ts';
export * from './proxies.ts';
export * from './requests.ts';
export * from './service-color.ts';
export * from './trace-tree.ts';
