// A live diagram without names or labels, before anything is drawn of it.
import type { LiveDiagram, LiveStep } from '@spanloom/api-schema';
import { COMMON_WORDS } from '../words/common-words.ts';

export interface LiveRedaction {
  readonly services: boolean;
  readonly labels: boolean;
}

/** `services` numbers the parts and the boxes around them; `labels` leaves out what stands at arrows, and numbers of parts. */
export function redactLive(diagram: LiveDiagram, { services, labels }: LiveRedaction): LiveDiagram {
  if (diagram.ours || (!services && !labels)) return diagram;
  const words = COMMON_WORDS[diagram.language];
  const boxes = new Map<string, string>();
  const box = (name: string): string => {
    const known = boxes.get(name) ?? words.group(boxes.size + 1);
    boxes.set(name, known);
    return known;
  };
  // Ids may hold names.
  const parts = diagram.type === 'sequence' ? diagram.parties : diagram.blocks;
  const ids = new Map(parts.map(({ id }, place) => [id, `${place}`]));
  const id = (one: string): string => ids.get(one) ?? '';
  const told = { ...diagram, source: words.untoldSearch, facts: [] };
  if (told.type === 'sequence') {
    return {
      ...told,
      parties: told.parties.map((one, place) => ({
        ...one,
        id: id(one.id),
        ...(services ? { name: words.participant(place + 1) } : {}),
        leads: undefined,
      })),
      steps: told.steps.map((step): LiveStep => {
        if (!('label' in step)) return step;
        const label = labels ? '…' : step.label;
        switch (step.kind) {
          case 'message':
            return { ...step, from: id(step.from), to: id(step.to), label, leads: undefined };
          case 'note':
            return { ...step, over: step.over.map(id), label, leads: undefined };
          default:
            return { ...step, label };
        }
      }),
    };
  }
  return {
    ...told,
    blocks: told.blocks.map((block, place) => ({
      ...block,
      id: id(block.id),
      ...(services && diagram.ownNames !== true
        ? { name: words.part(place + 1), within: block.within.map(box), color: undefined, secondLap: undefined }
        : {}),
      values: labels ? [] : block.values,
      leads: undefined,
    })),
    flows: told.flows.map((flow) => ({
      ...flow,
      from: id(flow.from),
      to: id(flow.to),
      ...(labels ? { label: '', values: [] } : {}),
      leads: undefined,
    })),
    notes: labels ? [] : told.notes.map((note) => ({ ...note, beside: id(note.beside) })),
  };
}
