// Puts onto a live diagram that Mermaid has drawn what the page adds: links, the colours of services, and values that changed.
import type { LiveDiagram } from '@spanloom/api-schema';
import { type LivePart, liveParts, shortenedBoxes } from '@spanloom/diagrams';
import { partElements } from '../../../viz/mermaid-parts.ts';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import { linkAround } from '../../../viz/svg-link.ts';
import { addStripe, flash, PARTS_PER_FRAME } from '../frame/painting.ts';

/** Texts of each part, in the order of liveParts; undefined for one that was not found. */
export type PaintedLive = readonly (PaintedPart | undefined)[];

interface PaintedPart {
  /** One for each line. */
  readonly texts: readonly CharacterData[];
  readonly anchor: SVGAElement | undefined;
}

export interface LiveLinks {
  /** undefined: it leads nowhere. */
  readonly hrefOf: (part: LivePart) => string | undefined;
  readonly nameOf: (part: LivePart) => string;
}

/** Once for each picture, when it is in the document. `diagram` is the one whose text was drawn. */
export function prepareLive({ svg, id }: MermaidPicture, diagram: LiveDiagram, links: LiveLinks): PaintedLive {
  const parts = liveParts(diagram);
  const found = partElements(svg, id, parts);
  addStripes(diagram, found);
  addTitles(svg, id, diagram);
  return parts.map((part, place): PaintedPart | undefined => {
    const elements = found[place] ?? [];
    if (elements.length === 0) return undefined;
    const texts = elements.flatMap(textsIn);
    for (const text of texts.slice(1)) setApart(text);
    const href = links.hrefOf(part);
    const anchor = href === undefined ? undefined : linkAround(elements, href, links.nameOf(part), part.mark);
    for (const element of anchor === undefined ? elements : [anchor]) element.dataset['failed'] = String(part.failed);
    return { texts, anchor };
  });
}

/** On each tick: only what changed is written, in steps of as much as one frame has time for. */
export function* paintLive(painted: PaintedLive, diagram: LiveDiagram, links: LiveLinks): Generator<undefined, void> {
  let fresh: Element[] = [];
  for (const [place, part] of liveParts(diagram).entries()) {
    if (place > 0 && place % PARTS_PER_FRAME === 0) {
      flash(fresh);
      fresh = [];
      yield;
    }
    const { texts = [], anchor } = painted[place] ?? {};
    // A picture whose texts are not those of the lines is left as it was drawn.
    if (texts.length !== part.lines.length) continue;
    for (const [line, text] of texts.entries()) {
      const next = part.lines[line] ?? '';
      if (text.data === next) continue;
      text.data = next;
      if (text.parentElement !== null) fresh.push(text.parentElement);
    }
    anchor?.setAttribute('aria-label', links.nameOf(part));
  }
  flash(fresh);
}

function addStripes(diagram: LiveDiagram, found: readonly (readonly SVGElement[])[]): void {
  if (diagram.type !== 'flowchart') return;
  const shapes = diagram.blocks.flatMap(({ color, secondLap }, place) => {
    const shape = found[place]?.[0]?.querySelector<SVGGraphicsElement>('.label-container') ?? undefined;
    // Asked for before anything is changed: asked for in between, each would be a layout of its own.
    return color === undefined || shape === undefined ? [] : [{ shape, box: shape.getBBox(), color, secondLap }];
  });
  for (const { shape, box, ...color } of shapes) addStripe(shape, box, color);
}

/** The whole title of a box, where a shortened one stands. */
function addTitles(svg: SVGSVGElement, id: string, diagram: LiveDiagram): void {
  for (const { key, whole } of shortenedBoxes(diagram)) {
    const title = document.createElementNS(svg.namespaceURI, 'title');
    title.textContent = whole;
    svg.querySelector(`g.cluster-label[data-box="${CSS.escape(`${id}-${key}`)}"]`)?.prepend(title);
  }
}

/** A value in a line of its own: lighter than the name, and marked alone when it changes. */
function setApart(text: CharacterData): void {
  if (text.parentElement?.localName !== 'p') return;
  const span = document.createElement('span');
  span.className = 'sl-value';
  text.before(span);
  span.append(text);
}

function textsIn(element: Element): CharacterData[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: CharacterData[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof CharacterData && node.data.trim() !== '') texts.push(node);
  }
  return texts;
}
