// @spanloom/demo-data: a seeded, pure generator of a believable shop.
export { createShop, type Shop } from './shop.ts';
export type { PlayedTrace } from './world/scene.ts';
