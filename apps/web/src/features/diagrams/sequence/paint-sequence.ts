// Puts links, colours and names onto a sequence that Mermaid has drawn. Nothing here moves anything.
import type { ServiceRef } from '@spanloom/api-schema';
import type { Participant, Sequence } from '@spanloom/diagrams';
import { serviceColor } from '../../../ui/service.tsx';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import { sequenceParts } from '../../../viz/mermaid-sequence.ts';
import { linkAround } from '../../../viz/svg-link.ts';

/** What a screen reader says of a part. */
export interface SequenceNames {
  readonly participant: (name: string) => string;
  readonly message: (from: string, to: string, label: string) => string;
  readonly answer: (from: string, to: string, label: string) => string;
  readonly note: (name: string, label: string) => string;
}

export interface PaintSequence {
  readonly picture: MermaidPicture;
  readonly sequence: Sequence;
  readonly names: SequenceNames;
  readonly services: readonly ServiceRef[];
  /** Address of a span. */
  readonly hrefOf: (spanId: string) => string;
}

const SVG = 'http://www.w3.org/2000/svg';
const STRIPE = 3;

/** Once for each picture, when it is in the document. `sequence` is the one whose text was drawn. */
export function paintSequence({ picture, sequence, names, services, hrefOf }: PaintSequence): void {
  const parts = sequenceParts(picture.svg);
  const labels = new Map(sequence.participants.map(({ party, label }) => [party.id, label]));
  const label = (id: string): string => labels.get(id) ?? '';
  for (const participant of sequence.participants) {
    const group = parts.participants.get(participant.key);
    if (group === undefined) continue;
    paintParticipant(group, participant, services);
    linkAround([group], hrefOf(participant.spanId), names.participant(participant.label), 'participant');
  }
  inOrder(sequence.participants.flatMap(({ key }) => parts.participants.get(key)?.closest('svg > g') ?? []));
  const messages = sequence.statements.filter((statement) => statement.kind === 'message');
  for (const [index, message] of messages.entries()) {
    const found = parts.messages[index];
    if (found === undefined) continue;
    const span =
      message.look === 'answer' ? (message.node.spans.at(-1) ?? message.node.spans[0]) : message.node.spans[0];
    const nameOf = message.look === 'answer' ? names.answer : names.message;
    const anchor = linkAround(
      [...found.texts, found.line],
      hrefOf(span?.spanId ?? ''),
      nameOf(label(message.from), label(message.to), message.label),
      'message',
    );
    anchor.dataset['failed'] = String(message.failed);
    anchor.prepend(...found.texts.slice(0, 1).map(halo));
  }
  const notes = sequence.statements.filter((statement) => statement.kind === 'note');
  for (const [index, note] of notes.entries()) {
    const group = parts.notes[index];
    if (group === undefined) continue;
    group.dataset['failed'] = String(note.failed);
    const span = note.node?.spans[0];
    if (span === undefined) continue;
    linkAround([group], hrefOf(span.spanId), names.note(label(note.over[0] ?? ''), note.label), 'note');
  }
}

/** Mermaid draws participants from the last to the first, and Tab would go that way. They lie beside each other. */
function inOrder(groups: readonly Element[]): void {
  groups.at(-1)?.before(...groups.slice(0, -1));
}

function paintParticipant(group: SVGGElement, { party, inferred }: Participant, services: readonly ServiceRef[]): void {
  group.dataset['inferred'] = String(inferred);
  const box = group.querySelector<SVGRectElement>('rect.actor');
  const service = services.find(({ name, namespace }) => name === party.name && namespace === party.namespace);
  if (box === null || inferred || service === undefined) return;
  const { x, y, width, height } = box.getBBox();
  const stripe = rectangle(x, y + height - STRIPE, width, STRIPE);
  stripe.setAttribute('class', 'sl-stripe');
  stripe.style.setProperty('--stripe', serviceColor(service.color));
  stripe.dataset['hollow'] = String(service.secondLap === true);
  box.after(stripe);
}

/** The ground of a label: easier to hit than letters, and where the focus is shown. */
function halo(text: SVGElement): SVGRectElement {
  const { x, y, width, height } = (text as SVGGraphicsElement).getBBox();
  const ground = rectangle(x - 4, y - 1, width + 8, height + 2);
  ground.setAttribute('class', 'sl-halo');
  ground.setAttribute('rx', '3');
  return ground;
}

function rectangle(x: number, y: number, width: number, height: number): SVGRectElement {
  const element = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height })) element.setAttribute(name, String(value));
  return element;
}
