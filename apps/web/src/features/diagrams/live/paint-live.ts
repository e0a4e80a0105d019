// Puts onto a live diagram that Mermaid has drawn what the page adds: links, the colours of services, and values that changed.
import type { LiveDiagram } from '@spanloom/api-schema';
import { liveNotes, type LivePart, liveParts, shortenedBoxes, trimPadding } from '@spanloom/diagrams';
import { drawnParts, stateNote } from '../../../viz/mermaid-parts.ts';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import { linkAlong, linkAround } from '../../../viz/svg-link.ts';
import {
  addMarker,
  addStripe,
  flash,
  PARTS_PER_FRAME,
  placeOf,
  setApart,
  setAttribute,
  setMarker,
} from '../frame/painting.ts';

export interface PaintedLive {
  /** In the order of liveParts. */
  readonly parts: readonly PaintedPart[];
  /** The lines of each note. */
  readonly notes: readonly (readonly CharacterData[])[];
  /** The arrow head of lines that fail. */
  readonly failing: string | undefined;
}

/** Empty of one that was not found. */
interface PaintedPart {
  /** One for each line. */
  readonly texts: readonly CharacterData[];
  readonly anchor: SVGAElement | undefined;
  /** What has a state, and is faint while there is nothing of it. */
  readonly drawn: readonly SVGElement[];
  readonly line: SVGPathElement | undefined;
}

export interface LiveLinks {
  /** undefined: it leads nowhere. */
  readonly hrefOf: (part: LivePart) => string | undefined;
  readonly nameOf: (part: LivePart) => string;
  /** Of one that the time that is shown has nothing of. */
  readonly absentNameOf: (part: LivePart) => string;
}

/** Once for each picture, when it is in the document. `diagram` is the one whose text was drawn. */
export function prepareLive(picture: MermaidPicture, diagram: LiveDiagram, links: LiveLinks): PaintedLive {
  const { svg, id } = picture;
  const parts = liveParts(diagram);
  const found = drawnParts(svg, id, parts);
  addTitles(svg, id, diagram);
  const painted = parts.map((part, place): PaintedPart => {
    const { elements = [], line } = found[place] ?? {};
    if (elements.length === 0) return { texts: [], anchor: undefined, drawn: [], line };
    const texts = elements.flatMap(textsIn);
    for (const text of texts.slice(part.named ? 1 : 0)) setApart(text);
    const href = links.hrefOf(part);
    const anchor = href === undefined ? undefined : linkAround(elements, href, links.nameOf(part), part.mark);
    if (href !== undefined && line !== undefined) linkAlong(line, href);
    return { texts, anchor, drawn: anchor === undefined ? elements : [anchor], line };
  });
  const notes = liveNotes(diagram).map(({ key }) => {
    const note = stateNote(svg, id, key);
    return note === undefined ? [] : textsIn(note);
  });
  const failing = diagram.type === 'flowchart' ? addMarker(picture, 'failing') : undefined;
  // Last: whoever asks where something stands has the browser lay out all of it.
  addStripes(
    diagram,
    found.map(({ elements }) => elements[0]),
  );
  return { parts: painted, notes, failing };
}

interface Painting {
  readonly links: LiveLinks;
  /** What a part of a time has nothing of; undefined: all of the time is shown. */
  readonly absent: ReadonlySet<number> | undefined;
  /** What differs from what is painted is news. */
  readonly news: boolean;
}

/** On each tick: only what changed is written, in steps of as much as one frame has time for. */
export function* paintLive(
  painted: PaintedLive,
  diagram: LiveDiagram,
  { links, absent, news }: Painting,
): Generator<undefined, void> {
  let fresh: Element[] = [];
  for (const [place, part] of liveParts(diagram).entries()) {
    if (place > 0 && place % PARTS_PER_FRAME === 0) {
      flash(fresh);
      fresh = [];
      yield;
    }
    const { texts = [], anchor, drawn = [], line } = painted.parts[place] ?? {};
    const isAbsent = absent?.has(place) === true;
    for (const element of drawn) {
      setAttribute(element, 'data-absent', String(isAbsent));
      setAttribute(element, 'data-failed', String(part.failed));
      if (part.state !== undefined) setAttribute(element, 'data-state', part.state);
    }
    if (line !== undefined) paintLine(line, { isAbsent, isFailing: part.failed }, painted.failing);
    // A picture whose texts are not those of the lines is left as it was drawn.
    if (texts.length !== part.lines.length) continue;
    for (const [line, text] of texts.entries()) {
      const next = part.lines[line] ?? '';
      if (text.data === next) continue;
      const isNews = news && trimPadding(text.data) !== trimPadding(next);
      text.data = next;
      if (isNews && text.parentElement !== null) fresh.push(text.parentElement);
    }
    if (anchor !== undefined) {
      setAttribute(anchor, 'aria-label', isAbsent ? links.absentNameOf(part) : links.nameOf(part));
    }
  }
  flash(fresh);
  paintNotes(painted.notes, diagram);
}

/** `failing`: the arrow head of such lines; undefined where Mermaid draws all of them alike. */
function paintLine(
  line: SVGPathElement,
  { isAbsent, isFailing }: { readonly isAbsent: boolean; readonly isFailing: boolean },
  failing: string | undefined,
): void {
  setAttribute(line, 'data-absent', String(isAbsent));
  if (failing === undefined) return;
  setAttribute(line, 'data-tone', isFailing ? 'failing' : 'plain');
  setMarker(line, isFailing ? failing : undefined);
}

/** In a picture that has another number of lines, until it is drawn again: what is left stands in the last one. */
function paintNotes(painted: PaintedLive['notes'], diagram: LiveDiagram): void {
  for (const [place, { lines }] of liveNotes(diagram).entries()) {
    const texts = painted[place] ?? [];
    for (const [line, text] of texts.entries()) {
      const isLast = line === texts.length - 1;
      const next = lines.slice(line, isLast ? undefined : line + 1).join(' · ') || '–';
      if (text.data !== next) text.data = next;
    }
  }
}

/** `boxes`: in the order of the parts. */
function addStripes(diagram: LiveDiagram, boxes: readonly (SVGElement | undefined)[]): void {
  if (diagram.type !== 'flowchart') return;
  const shapes = diagram.blocks.flatMap(({ color, secondLap }, place) => {
    const shape = boxes[place]?.querySelector<SVGGraphicsElement>('.label-container') ?? undefined;
    // Asked for before anything is changed: asked for in between, each would be a layout of its own.
    return color === undefined || shape === undefined ? [] : [{ shape, at: placeOf(shape), color, secondLap }];
  });
  for (const { shape, at, ...color } of shapes) addStripe(shape, at, color);
}

/** The whole title of a box, where a shortened one stands. */
function addTitles(svg: SVGSVGElement, id: string, diagram: LiveDiagram): void {
  for (const { key, whole } of shortenedBoxes(diagram)) {
    const title = document.createElementNS(svg.namespaceURI, 'title');
    title.textContent = whole;
    svg.querySelector(`g.cluster-label[data-box="${CSS.escape(`${id}-${key}`)}"]`)?.prepend(title);
  }
}

function textsIn(element: Element): CharacterData[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const texts: CharacterData[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof CharacterData && node.data.trim() !== '') texts.push(node);
  }
  return texts;
}
