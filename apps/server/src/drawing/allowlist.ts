// What may stand in a picture that we hand out: shapes and text, with geometry and paint. Nothing that runs, loads, links,
// animates or styles; every rule of the style sheet becomes attributes of the elements that it holds for.

const SHAPE = ['transform'];

/** Element -> its attributes besides paint. */
export const ELEMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['g', SHAPE],
  ['defs', []],
  ['path', [...SHAPE, 'd']],
  ['rect', [...SHAPE, 'x', 'y', 'width', 'height', 'rx', 'ry']],
  ['circle', [...SHAPE, 'cx', 'cy', 'r']],
  ['ellipse', [...SHAPE, 'cx', 'cy', 'rx', 'ry']],
  ['line', [...SHAPE, 'x1', 'y1', 'x2', 'y2']],
  ['polygon', [...SHAPE, 'points']],
  ['polyline', [...SHAPE, 'points']],
  [
    'marker',
    ['id', 'viewBox', 'refX', 'refY', 'markerUnits', 'markerWidth', 'markerHeight', 'orient', 'preserveAspectRatio'],
  ],
  ['linearGradient', ['id', 'gradientUnits', 'gradientTransform', 'x1', 'y1', 'x2', 'y2']],
  ['stop', ['offset']],
]);

/** Paint of shapes and text, from attributes, `style` and rules. */
export const PAINT_PROPERTIES: ReadonlySet<string> = new Set([
  'fill',
  'fill-opacity',
  'fill-rule',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'marker-start',
  'marker-mid',
  'marker-end',
  'stop-color',
  'stop-opacity',
  'font-style',
]);

export const COLOR_PROPERTIES: ReadonlySet<string> = new Set(['fill', 'stroke', 'stop-color']);
export const MARKER_PROPERTIES: ReadonlySet<string> = new Set(['marker-start', 'marker-mid', 'marker-end']);

/** Numbers, words and lists of them; not a function, not an address. */
export const PLAIN_VALUE = /^[\w\s.,%+-]*$/;
export const TRANSFORM_VALUE = /^(?:\s*(?:translate|scale|rotate|matrix|skewX|skewY)\s*\([\d\s.,e+-]*\))*\s*$/;
