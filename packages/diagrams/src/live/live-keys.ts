// Keys of the parts of a live diagram in its text: by their order, never a word of telemetry.
import type { LiveDiagram } from '@spanloom/api-schema';

export interface LiveKeys {
  /** Throws for an id that the diagram does not have: the generator is wrong. */
  get(id: string): string;
}

export function liveKeys(diagram: LiveDiagram): LiveKeys {
  const [prefix, parts] =
    diagram.type === 'sequence'
      ? (['p', diagram.parties] as const)
      : ([diagram.type === 'states' ? 's' : 'n', diagram.blocks] as const);
  const keys = new Map(parts.map(({ id }, place) => [id, `${prefix}${place}`]));
  return {
    get(id) {
      const key = keys.get(id);
      if (key === undefined) throw new Error(`the diagram has no part ${JSON.stringify(id)}`);
      return key;
    },
  };
}
