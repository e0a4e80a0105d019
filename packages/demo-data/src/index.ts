// @spanloom/demo-data: a seeded, pure generator of a believable shop, and the truth about what it made.
export type { SpanExport } from './deliver/exports.ts';
export { createShop, type PlayedTrace, type Shop } from './shop.ts';
export { drawTopology } from './topology/draw-topology.ts';
export { trueGraph, visibleGraph, visibleRequests } from './truth/truth.ts';
