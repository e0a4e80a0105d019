import type { Point } from './path-shape.ts';

/** What is needed of an element of a picture: one of a browser's page and one of the server's fit. */
export interface PictureElement {
  readonly localName: string;
  readonly children: Iterable<PictureElement>;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<PictureElement>;
  setAttribute(name: string, value: string): void;
}

/** Opposite corners of everything in it that has a size. */
export function* placesIn(element: PictureElement): Generator<Point[]> {
  for (const child of element.children) {
    const corners = cornersOfSized(child);
    if (corners === undefined) yield* placesIn(child);
    else yield corners;
  }
}

export function cornersOfSized(element: PictureElement): Point[] | undefined {
  if (element.localName !== 'rect' && element.localName !== 'foreignObject') return undefined;
  const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
    Number(element.getAttribute(name) ?? 0),
  );
  return width > 0 && height > 0
    ? [
        { x, y },
        { x: x + width, y: y + height },
      ]
    : undefined;
}

export function moved(points: readonly Point[], element: PictureElement): Point[] {
  const [, inside = ''] = /translate\(([^)]*)\)/.exec(element.getAttribute('transform') ?? '') ?? [];
  const [dx = 0, dy = 0] = numbersOf(inside);
  return points.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
}

/** Moves it so much further. */
export function shift(element: PictureElement, by: Point): void {
  const [{ x, y } = by] = moved([by], element);
  element.setAttribute('transform', `translate(${x}, ${y})`);
}

export function numbersOf(text: string): number[] {
  return (text.match(/-?\d+\.?\d*(?:e-?\d+)?/g) ?? []).map(Number);
}

export function withClass(parent: PictureElement, name: string): PictureElement[] {
  return [...parent.children].filter((child) => hasClass(child, name));
}

export function hasClass(element: PictureElement, name: string): boolean {
  return (element.getAttribute('class') ?? '').split(/\s+/).includes(name);
}
