// GET /api/v1/diagrams/KIND.json: the model of a live diagram, from which text, picture and table are made. The numbers in it are texts
// of one width, so that a change moves nothing.
import { diagramLanguage } from './diagram-language.ts';
import { z } from './jitless.ts';
import { nanos, paletteSlot } from './primitives.ts';
import { answerCost } from './search.ts';

/** Where a part leads: to a search, a span, or a part of the service map. */
export const partTarget = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('search'),
    service: z.string().optional(),
    namespace: z.string().optional(),
    operation: z.string().optional(),
    status: z.enum(['error']).optional(),
    /** `key=value`, as the API takes them. */
    attr: z.array(z.string()).optional(),
    spanAttr: z.array(z.string()).optional(),
    resourceAttr: z.array(z.string()).optional(),
  }),
  z.object({ to: z.literal('span'), traceId: z.string(), spanId: z.string() }),
  z.object({ to: z.literal('node'), node: z.string() }),
  z.object({ to: z.literal('call'), client: z.string(), server: z.string() }),
]);
export type PartTarget = z.infer<typeof partTarget>;

/** As classes.ts of @spanloom/diagrams means them. */
const state = z.enum(['ok', 'warn', 'bad', 'root', 'ghost', 'now']);

export const liveBlock = z.object({
  /** The same thing has the same one at each reading. */
  id: z.string(),
  name: z.string(),
  shape: z.enum(['box', 'store', 'queue', 'round', 'choice']),
  /** Lines below the name, which change while the picture stays. */
  values: z.array(z.string()),
  state,
  /** Names of the boxes around it, the outermost first. */
  within: z.array(z.string()),
  /** Of a service. */
  color: paletteSlot.optional(),
  secondLap: z.boolean().optional(),
  leads: partTarget.optional(),
});
export type LiveBlock = z.infer<typeof liveBlock>;

export const liveFlow = z.object({
  /** Ids of blocks; of states '' is the beginning or the end. */
  from: z.string(),
  to: z.string(),
  line: z.enum(['solid', 'dashed', 'thick']),
  /** '' for none. */
  label: z.string(),
  values: z.array(z.string()),
  failing: z.boolean(),
  leads: partTarget.optional(),
});
export type LiveFlow = z.infer<typeof liveFlow>;

const party = z.object({ id: z.string(), name: z.string(), ghost: z.boolean(), leads: partTarget.optional() });

export const liveStep = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('message'),
    /** Ids of parties. */
    from: z.string(),
    to: z.string(),
    look: z.enum(['call', 'send', 'answer']),
    label: z.string(),
    values: z.array(z.string()),
    failing: z.boolean(),
    leads: partTarget.optional(),
  }),
  z.object({
    kind: z.literal('note'),
    over: z.array(z.string()).min(1).max(2),
    label: z.string(),
    values: z.array(z.string()),
    failing: z.boolean(),
    leads: partTarget.optional(),
  }),
  z.object({ kind: z.literal('open'), block: z.enum(['alt', 'loop', 'par', 'opt', 'break']), label: z.string() }),
  z.object({ kind: z.literal('next'), word: z.enum(['else', 'and']), label: z.string() }),
  z.object({ kind: z.literal('close') }),
]);
export type LiveStep = z.infer<typeof liveStep>;

/** What is said about a diagram beside it. */
const LIVE_FACTS = ['shown', 'hidden', 'inferred', 'broken', 'basis', 'since', 'waiting'] as const;

const told = {
  /** Every name in it is this program's own: there is nothing to replace before it is shared. */
  ours: z.boolean(),
  /** The names of its parts are words of this program: they stay when names are replaced. */
  ownNames: z.boolean().optional(),
  /** In which everything in it is told that is no telemetry. */
  language: diagramLanguage,
  /** Of the picture, for who hears it. */
  title: z.string(),
  /** What it was made of, for the comment of its text. */
  source: z.string(),
  facts: z.array(z.object({ name: z.enum(LIVE_FACTS), value: z.string() })),
};

export const liveDiagram = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['flowchart', 'states']),
    direction: z.enum(['LR', 'TB']),
    ...told,
    /** In the order of the text. */
    blocks: z.array(liveBlock),
    flows: z.array(liveFlow),
    /** Of states: lines beside one of them; `longest`: of lines that change, the longest that each may be. */
    notes: z.array(
      z.object({ beside: z.string(), lines: z.array(z.string()), longest: z.array(z.string()).optional() }),
    ),
  }),
  z.object({ type: z.literal('sequence'), ...told, parties: z.array(party), steps: z.array(liveStep) }),
]);
export type LiveDiagram = z.infer<typeof liveDiagram>;
export type BlockDiagram = Extract<LiveDiagram, { readonly type: 'flowchart' | 'states' }>;
export type ExchangeDiagram = Extract<LiveDiagram, { readonly type: 'sequence' }>;

export const liveDiagramResponse = z.object({
  /** null: the window has nothing of what such a diagram shows. */
  diagram: liveDiagram.nullable(),
  /** The time that it shows. */
  start: nanos,
  end: nanos,
  cost: answerCost.pick({ elapsedMs: true }),
});
export type LiveDiagramResponse = z.infer<typeof liveDiagramResponse>;
