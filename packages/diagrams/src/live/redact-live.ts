// A live diagram without names or labels, before anything is drawn of it.
import type { LiveDiagram } from '@spanloom/api-schema';

export interface LiveRedaction {
  readonly services: boolean;
  readonly labels: boolean;
}

/** `services` numbers the parts and the boxes around them; `labels` leaves out what stands at arrows, and numbers of parts. */
export function redactLive(diagram: LiveDiagram, { services, labels }: LiveRedaction): LiveDiagram {
  if (diagram.ours || (!services && !labels)) return diagram;
  const boxes = new Map<string, string>();
  const box = (name: string): string => {
    const known = boxes.get(name) ?? `group ${boxes.size + 1}`;
    boxes.set(name, known);
    return known;
  };
  const told = { ...diagram, source: 'some traces, by a filter that is not told', facts: [] };
  if (told.type === 'sequence') {
    return {
      ...told,
      parties: told.parties.map((one, place) =>
        services ? { ...one, name: `participant ${place + 1}`, leads: undefined } : one,
      ),
      steps: told.steps.map((step) => ('label' in step ? { ...step, label: labels ? '…' : step.label } : step)),
    };
  }
  return {
    ...told,
    blocks: told.blocks.map((block, place) => ({
      ...block,
      ...(services
        ? { name: `part ${place + 1}`, within: block.within.map(box), color: undefined, secondLap: undefined }
        : {}),
      values: labels ? [] : block.values,
      leads: undefined,
    })),
    flows: told.flows.map((flow) => ({ ...flow, ...(labels ? { label: '', values: [] } : {}), leads: undefined })),
    notes: labels ? [] : told.notes,
  };
}
