// A diagram for whoever draws it without a page: Mermaid text with what a page would paint onto the picture afterwards, or a
// model that is drawn as it is.
import { type ArchitectureMap, type MapSourceEdge, type MapSourceNode } from './architecture-map.ts';
import { type MapOrigin, mapText, type MapValues } from './architecture-map-text.ts';
import { joinValues, VALUE_SEPARATOR } from './fixed-width.ts';
import { edgeTexts } from './map-changes.ts';
import type { Message, Sequence } from './sequence/sequence-model.ts';
import { sequenceText } from './sequence/sequence-text.ts';
import type { FoundResults } from './results/found-results.ts';
import { SERVICE_COLORS, type DiagramTheme } from './tokens.ts';
import type { Waterfall } from './waterfall/trace-waterfall.ts';

export type Picture = MermaidPicture | WaterfallPicture | ResultsPicture;

export interface ResultsPicture {
  readonly results: FoundResults;
  /** Not by Mermaid. */
  readonly text?: undefined;
  readonly marks?: undefined;
}

export interface WaterfallPicture {
  readonly waterfall: Waterfall;
  /** Not by Mermaid. */
  readonly text?: undefined;
  readonly marks?: undefined;
}

export interface MermaidPicture {
  /** Mermaid text. */
  readonly text: string;
  readonly marks: PictureMarks;
  /** The same as a list, for who does not see it or has no room. Snapshots of older versions may have none. */
  readonly steps?: readonly PictureStep[] | undefined;
}

/** An arrow, or what has none: a bar or an entity. */
export interface PictureStep {
  readonly from: string;
  readonly to?: string | undefined;
  readonly label: string;
  readonly failed: boolean;
}

/** What is put onto the finished drawing. Nothing of it moves anything. */
export interface PictureMarks {
  /** Nodes and participants with the colour of their service. */
  readonly stripes: readonly Stripe[];
  /** Participants that send nothing themselves. */
  readonly ghosts: readonly string[];
  /** Edges of a map whose share of errors is told in red, by their place in the text. */
  readonly failingEdges: readonly number[];
  /** Edges and transitions whose label tells of a failure, by their place in the text. */
  readonly failedLabels: readonly number[];
  /** Arrows and notes of a sequence that tell of a failure, by their place in the text. */
  readonly failedMessages: readonly number[];
  readonly failedNotes: readonly number[];
  /** Boxes whose title is shortened, with the whole one. */
  readonly titles: readonly { readonly key: string; readonly whole: string }[];
}

export interface Stripe {
  /** `n0`, `p0`, ... as in the text. */
  readonly key: string;
  readonly color: string;
  /** The service shares its colour with another one. */
  readonly hollow: boolean;
}

/** What is known of a service's colour: as the API gives it. */
export interface ServiceColor {
  readonly color: number;
  readonly secondLap?: boolean | undefined;
}

export const NO_MARKS: PictureMarks = {
  stripes: [],
  ghosts: [],
  failingEdges: [],
  failedLabels: [],
  failedMessages: [],
  failedNotes: [],
  titles: [],
};

/** As the page shows it: a stripe in the colour of each service. */
export function mapPicture(
  map: ArchitectureMap<MapSourceNode & ServiceColor, MapSourceEdge>,
  origin: MapOrigin,
  theme: DiagramTheme,
  values: MapValues = 'stacked',
): MermaidPicture {
  const services = map.nodes.filter(({ source }) => source.kind === 'service');
  return {
    text: mapText(map, origin, theme, values),
    marks: {
      ...NO_MARKS,
      stripes: services.map(({ key, source }) => stripe(key, source, theme)),
      failingEdges: map.edges.flatMap(({ failing }, place) => (failing ? [place] : [])),
    },
    steps: map.edges.map((edge) => ({
      from: edge.client.label,
      to: edge.server.label,
      label:
        values === 'none'
          ? ''
          : oneLine(edgeTexts(edge, [joinValues(edge.values)], map.language).join(VALUE_SEPARATOR)),
      failed: edge.failing,
    })),
  };
}

export function sequencePicture(
  sequence: Sequence,
  traceId: string,
  theme: DiagramTheme,
  services: readonly (ServiceColor & { readonly name: string; readonly namespace: string })[],
): MermaidPicture {
  const messages = sequence.statements.filter((one): one is Message => one.kind === 'message');
  const names = new Map(sequence.participants.map(({ party, label }) => [party.id, label]));
  const nameOf = (id: string): string => names.get(id) ?? '';
  const notes = sequence.statements.filter(({ kind }) => kind === 'note');
  const failed = (statements: typeof sequence.statements): number[] =>
    statements.flatMap((statement, place) => ('failed' in statement && statement.failed ? [place] : []));
  const stripes = sequence.participants.flatMap(({ key, party, inferred }): Stripe[] => {
    const service = services.find(({ name, namespace }) => name === party.name && namespace === party.namespace);
    return inferred || service === undefined ? [] : [stripe(key, service, theme)];
  });
  return {
    text: sequenceText(sequence, traceId),
    marks: {
      ...NO_MARKS,
      stripes,
      ghosts: sequence.participants.flatMap(({ key, inferred }) => (inferred ? [key] : [])),
      failedMessages: failed(messages),
      failedNotes: failed(notes),
    },
    steps: messages.map(({ from, to, label, failed: hasFailed }) => ({
      from: nameOf(from),
      to: nameOf(to),
      label,
      failed: hasFailed,
    })),
  };
}

/** Values have a fixed width in a picture. */
function oneLine(text: string): string {
  return text.replace(/[\s\u2007]+/gu, ' ').trim();
}

export function stripe(key: string, { color, secondLap }: ServiceColor, theme: DiagramTheme): Stripe {
  return { key, color: SERVICE_COLORS[theme][color] ?? '', hollow: secondLap === true };
}
