// What a page paints onto a picture, put onto one without a page: stripes in the colours of services, what is inferred,
// what failed. As attributes and styles of Mermaid's own parts: their hooks were read from its output.
import { type DiagramTokens, type PictureMarks, type Stripe, stripePlace } from '@spanloom/diagrams';
import { boxOf } from './boxes.ts';
import type { DomElement } from './dom.ts';
import { important, type MermaidPage } from './mermaid-page.ts';

interface Context {
  readonly marks: PictureMarks;
  readonly tokens: DiagramTokens;
  readonly page: MermaidPage;
}

/** What stands between two values, without the spaces around it. */
const SEPARATOR = '·';

/** Along the bottom of a participant. */
const PARTICIPANT_STRIPE = 3;

export function applyMarks(svg: DomElement, context: Context): void {
  const { marks, tokens } = context;
  const participants = participantsOf(svg);
  const nodes = nodesOf(svg);
  for (const stripe of marks.stripes) {
    const node = nodes.get(stripe.key)?.querySelector('.label-container');
    const actor = participants.get(stripe.key)?.querySelector('rect.actor');
    if (node !== null && node !== undefined) addStripe(node, stripe, 'left', context);
    else if (actor !== null && actor !== undefined) addStripe(actor, stripe, 'bottom', context);
  }
  for (const key of marks.ghosts) {
    addStyle(participants.get(key)?.querySelector('rect.actor'), `stroke:${tokens.t4};stroke-dasharray:4 3`);
  }
  markEdges(svg, context);
  for (const place of marks.failedLabels) {
    for (const text of labelAt(svg, place)?.querySelectorAll('text, tspan') ?? []) addStyle(text, `fill:${tokens.err}`);
  }
  markMessages(svg, context);
  addTitles(svg, context);
  const notes = [...svg.querySelectorAll('g[data-et="note"]')];
  for (const place of marks.failedNotes) {
    addStyle(notes[place]?.querySelector('rect'), `fill:${tokens.errSoft};stroke:${tokens.errLine}`);
    for (const text of notes[place]?.querySelectorAll('text, tspan') ?? []) addStyle(text, `fill:${tokens.err}`);
  }
}

/** Names the box on a title that was taken out of it. */
export const BOX = 'data-box';

/** The whole title, for who points at a shortened one. */
function addTitles(svg: DomElement, { marks, page }: Context): void {
  const shown = [...svg.querySelectorAll('g.cluster-label')];
  for (const { key, whole } of marks.titles) {
    const label = shown.find((one) => one.getAttribute(BOX)?.endsWith(`-${key}`));
    for (const first of [...(label?.children ?? [])].slice(0, 1)) first.before(page.title(whole));
  }
}

/** Of the values in the first line of a label, the share of errors. */
function markEdges(svg: DomElement, { marks, tokens, page }: Context): void {
  const labels = [...svg.querySelectorAll('g.edgeLabel > g.label')];
  for (const place of marks.failingEdges) {
    const piece = labels[place]?.querySelector('.text-inner-tspan');
    const end = (piece?.textContent.lastIndexOf(SEPARATOR) ?? -1) + SEPARATOR.length;
    if (piece === null || piece === undefined || end < SEPARATOR.length) continue;
    const share = page.tspan(piece.textContent.slice(end), `fill:${tokens.err}`);
    piece.textContent = piece.textContent.slice(0, end);
    piece.after(share);
  }
}

/** Transitions are told by their number: the line to a note stands among them. Edges are in their order. */
function labelAt(svg: DomElement, place: number): DomElement | null | undefined {
  const labels = [...svg.querySelectorAll('g.edgeLabel > g.label')];
  return labels.find((label) => label.getAttribute('data-id') === `edge${place}`) ?? labels[place];
}

function markMessages(svg: DomElement, { marks, tokens, page }: Context): void {
  const failed = new Set(marks.failedMessages);
  let texts: DomElement[] = [];
  let place = 0;
  // A label carries no hook: it stands right before its arrow.
  for (const element of svg.querySelectorAll('text.messageText, [data-et="message"]')) {
    if (element.getAttribute('data-et') !== 'message') {
      texts.push(element);
      continue;
    }
    for (const text of texts) addHalo(text, tokens.bg, page);
    if (failed.has(place)) {
      addStyle(element, `stroke:${tokens.err}`);
      for (const text of texts) addStyle(text, `fill:${tokens.err};font-weight:600`);
    }
    texts = [];
    place += 1;
  }
}

function participantsOf(svg: DomElement): ReadonlyMap<string, DomElement> {
  return new Map(
    [...svg.querySelectorAll('g[data-et="participant"]')].map((group) => [group.getAttribute('data-id') ?? '', group]),
  );
}

function nodesOf(svg: DomElement): ReadonlyMap<string, DomElement> {
  return new Map(
    [...svg.querySelectorAll('g.node')].map((group) => [
      /-flowchart-(.+)-\d+$/.exec(group.getAttribute('id') ?? '')?.[1] ?? '',
      group,
    ]),
  );
}

function addStripe(
  shape: DomElement,
  { color, hollow }: Stripe,
  side: 'left' | 'bottom',
  { tokens, page }: Context,
): void {
  const { x, y, width, height } = boxOf(shape, page.layoutOf(shape));
  const place =
    side === 'left'
      ? stripePlace({ x, y, width, height }, shape.localName === 'rect')
      : { x, y: y + height - PARTICIPANT_STRIPE, width, height: PARTICIPANT_STRIPE };
  const paint = hollow
    ? `fill:${tokens.bg};stroke:${color};stroke-width:1px`
    : `fill:${color};stroke:none;stroke-dasharray:none`;
  shape.after(page.rectangle(place, paint));
}

/** A ground below letters that cross a line. */
function addHalo(text: DomElement, color: string, page: MermaidPage): void {
  const { x, y, width, height } = boxOf(text, page.layoutOf(text));
  const place = { x: x - 4, y: y - 1, width: width + 8, height: height + 2 };
  text.before(page.rectangle(place, `fill:${color};fill-opacity:0.85;stroke:none`));
}

/** Over whatever rules say. */
export function addStyle(element: DomElement | null | undefined, style: string): void {
  if (element === null || element === undefined) return;
  element.setAttribute('style', `${element.getAttribute('style') ?? ''};${important(style)}`);
}
