// What is put onto a picture that Mermaid has drawn. Nothing of it moves anything.
import { type LineTone, type ServiceColor, stripePlace } from '@spanloom/diagrams';
import { serviceColor } from '../../../ui/service.tsx';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';

export const SVG = 'http://www.w3.org/2000/svg';
const FADE_MS = 600;
/** Their grounds: generated-picture.module.css. */
const FADE_STEPS = 3;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a shape stands in its group, of a rectangle as it is written: asked for, the browser would lay out the whole picture. */
export function placeOf(shape: SVGGraphicsElement): Place {
  if (shape.tagName !== 'rect' || shape.hasAttribute('transform')) return shape.getBBox();
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(shape.getAttribute(name) ?? 0));
  return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 };
}

/** The colour of a service in `place`, which is that of the shape: asked for before anything is changed. */
export function addStripe(shape: SVGGraphicsElement, place: Place, { color, secondLap }: ServiceColor): void {
  const { x, y, width, height } = stripePlace(place, shape.tagName === 'rect');
  const stripe = rectangle(x, y, width, height);
  stripe.setAttribute('class', 'sl-stripe');
  const paint = serviceColor(color);
  const look = secondLap === true ? { fill: 'var(--sl-bg)', stroke: paint } : { fill: paint, stroke: 'none' };
  // Classes of Mermaid's are told by id and as important, which only the element itself overrides.
  for (const [name, value] of Object.entries(look)) stripe.style.setProperty(name, value, 'important');
  shape.after(stripe);
}

/** Nothing is written that is there already: the browser would work out the styles anew. */
export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** The same for the text of an element that has nothing else. The node stays: another one would be styled anew. */
export function setText(element: Element, text: string): void {
  const { firstChild } = element;
  if (firstChild instanceof Text) {
    if (firstChild.data !== text) firstChild.data = text;
  } else if (text !== '') element.textContent = text;
}

/** Markers do not take the colour of their line: lines of a tone get arrow heads of their own. Gives back how it is named. */
export function addMarker({ svg, id }: Pick<MermaidPicture, 'svg' | 'id'>, tone: LineTone): string | undefined {
  const own = svg.querySelector(`marker[id$="pointEnd"]`);
  const marker = own?.cloneNode(true);
  if (!(marker instanceof SVGElement)) return undefined;
  marker.id = `${id}-${tone}`;
  marker.setAttribute('class', 'sl-marker');
  marker.dataset['tone'] = tone;
  own?.before(marker);
  return `url(#${marker.id})`;
}

/** `marker` undefined: the one that Mermaid drew. */
export function setMarker(path: SVGPathElement, marker: string | undefined): void {
  const own = path.dataset['marker'] ?? path.getAttribute('marker-end') ?? '';
  setAttribute(path, 'data-marker', own);
  setAttribute(path, 'marker-end', marker ?? own);
}

let stillness: MediaQueryList | undefined;

/** Changed values stand on a ground that fades: in steps, because an animation of each would be restyled in each frame. */
export function flash(elements: readonly Element[]): void {
  stillness ??= matchMedia('(prefers-reduced-motion: reduce)');
  if (elements.length > 0 && !stillness.matches) fade(elements, FADE_STEPS);
}

function fade(elements: readonly Element[], left: number): void {
  for (const element of elements) {
    if (left > 0) element.setAttribute('data-fresh', String(left));
    else element.removeAttribute('data-fresh');
  }
  if (left > 0) setTimeout(() => fade(elements, left - 1), FADE_MS / FADE_STEPS);
}

/** Parts that one frame has time for. */
export const PARTS_PER_FRAME = 10;

/** Does one step in each of the next frames but the first, which has the page around it to draw. Gives back what ends it. */
export function inFrames(steps: Iterator<unknown>): () => void {
  const step = (): void => {
    if (steps.next().done !== true) frame = requestAnimationFrame(step);
  };
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(frame);
}

/** Does all steps now. */
export function atOnce(steps: Iterator<unknown>): void {
  while (steps.next().done !== true);
}

export function rectangle(x: number, y: number, width: number, height: number): SVGRectElement {
  const element = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height })) element.setAttribute(name, String(value));
  return element;
}

/** A value in a line of its own: lighter than the name, and marked alone when it changes. */
export function setApart(text: CharacterData): void {
  if (text.parentElement?.localName !== 'p') return;
  const span = document.createElement('span');
  span.className = 'sl-value';
  text.before(span);
  span.append(text);
}
