// What the diagrams of the server have in common: their parts, and numbers of the facts as fields of one width.
import type { BlockDiagram, ExchangeDiagram, LiveBlock, LiveDiagram, LiveFlow } from '@spanloom/api-schema';
import { durationField, numberField } from '../fixed-width.ts';
import { counted } from '../words.ts';
import type { MeasuredTimes, ServerFacts } from './server-facts.ts';

export function block(
  id: string,
  name: string,
  values: string[],
  rest: Partial<Pick<LiveBlock, 'shape' | 'state' | 'within' | 'leads'>> = {},
): LiveBlock {
  return { id, name, values, shape: 'box', state: 'ok', within: [], ...rest };
}

export function flow(
  from: string,
  to: string,
  rest: Partial<Pick<LiveFlow, 'line' | 'label' | 'values' | 'failing'>> = {},
): LiveFlow {
  return { from, to, line: 'solid', label: '', values: [], failing: false, ...rest };
}

export function blockDiagram(
  facts: ServerFacts,
  parts: Pick<BlockDiagram, 'type' | 'direction' | 'title' | 'blocks' | 'flows'> & Partial<Pick<BlockDiagram, 'notes'>>,
): BlockDiagram {
  const { blocks, flows } = parts;
  const [part, way] = parts.type === 'states' ? ['state', 'transition'] : ['part', 'way'];
  return {
    notes: [],
    ...parts,
    ...toldOf(facts, `${counted(blocks.length, part)}, ${counted(flows.length, way)}`),
  };
}

export function exchangeDiagram(
  facts: ServerFacts,
  parts: Pick<ExchangeDiagram, 'title' | 'parties' | 'steps'>,
): ExchangeDiagram {
  const messages = parts.steps.filter(({ kind }) => kind === 'message').length;
  const shown = `${counted(parts.parties.length, 'participant')}, ${counted(messages, 'message')}`;
  return { type: 'sequence', ...parts, ...toldOf(facts, shown) };
}

function toldOf({ version, startedAt }: ServerFacts, shown: string): Pick<LiveDiagram, 'ours' | 'source' | 'facts'> {
  return {
    ours: true,
    source: `counters of this server, version ${version}`,
    facts: [
      { name: 'shown', value: shown },
      { name: 'since', value: startedAt },
    ],
  };
}

export function timesOf({ counts }: MeasuredTimes): number {
  return sum(counts);
}

/** `p95  84.0 ms`; a dash while it never happened. */
export function percentileField(name: 'p50' | 'p95', { recent }: MeasuredTimes): string {
  return secondsField(name, recent?.[name]);
}

function secondsField(name: string, seconds: number | undefined): string {
  return durationField(name, seconds === undefined ? undefined : BigInt(Math.round(seconds * 1e9)));
}

export function millisecondsField(name: string, milliseconds: number | undefined): string {
  return secondsField(name, milliseconds === undefined ? undefined : milliseconds / 1000);
}

export function megabytesField(bytes: number, what = ''): string {
  return numberField(bytes / 1e6, `MB${what}`);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
