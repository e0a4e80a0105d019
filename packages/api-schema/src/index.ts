// @spanloom/api-schema: the native HTTP API as Zod schemas, shared by server and browser.
export * from './actions.ts';
export * from './attribute-condition.ts';
export * from './catalogue.ts';
export * from './diagrams.ts';
export * from './edges.ts';
export * from './endpoints.ts';
export * from './jitless.ts';
export * from './knocks.ts';
export * from './live-diagram.ts';
export * from './openapi.ts';
export * from './primitives.ts';
export * from './red.ts';
export * from './search.ts';
export * from './shares.ts';
export * from './status.ts';
export * from './trace.ts';
export * from './trace-outline.ts';
