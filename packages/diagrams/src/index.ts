// @spanloom/diagrams: models of diagrams and their Mermaid text.
export * from './architecture-map.ts';
export * from './architecture-map-text.ts';
export * from './classes.ts';
export * from './fixed-width.ts';
export * from './mermaid-config.ts';
export * from './mermaid-label.ts';
export type { CallNode } from './sequence/call-node.ts';
export { answerStatus } from './sequence/labels.ts';
export * from './sequence/sequence.ts';
export { sequenceText } from './sequence/sequence-text.ts';
export type * from './sequence/sequence-model.ts';
export * from './tokens.ts';
export type { TraceSpan } from './trace-span.ts';
