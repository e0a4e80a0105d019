// @spanloom/diagrams: models of diagrams and their Mermaid text.
export * from './architecture-map.ts';
export * from './architecture-map-text.ts';
export * from './classes.ts';
export * from './fixed-width.ts';
export * from './mermaid-label.ts';
