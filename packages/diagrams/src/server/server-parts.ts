// What the diagrams of the server have in common: their parts, and numbers of the facts as fields of one width.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
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
  { version, startedAt }: Pick<ServerFacts, 'version' | 'startedAt'>,
  parts: Pick<BlockDiagram, 'type' | 'direction' | 'title' | 'blocks' | 'flows'> & Partial<Pick<BlockDiagram, 'notes'>>,
): BlockDiagram {
  const { blocks, flows } = parts;
  return {
    notes: [],
    ...parts,
    ours: true,
    source: `counters of this server, version ${version}`,
    facts: [
      { name: 'shown', value: `${counted(blocks.length, 'part')}, ${counted(flows.length, 'way')}` },
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

export function megabytesField(bytes: number): string {
  return numberField(bytes / 1e6, 'MB');
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
