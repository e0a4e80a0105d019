// What the diagrams of the server have in common: their parts, and numbers of the facts as fields of one width.
import type {
  BlockDiagram,
  ExchangeDiagram,
  LiveBlock,
  LiveDiagram,
  LiveFlow,
  ServerDiagramKind,
} from '@spanloom/api-schema';
import { durationField, numberField } from '../fixed-width.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import {
  OTLP_PROTOCOLS,
  type MeasuredTimes,
  type OtlpProtocol,
  type ReceiverId,
  type ToldFacts,
} from './server-facts.ts';

export const RECEIVER_OF: Readonly<Record<OtlpProtocol, ReceiverId>> = {
  'http/protobuf': 'otlp-http',
  'http/json': 'otlp-http',
  grpc: 'otlp-grpc',
};

export const RECEIVER_NAMES: Readonly<Record<ReceiverId, string>> = {
  'otlp-http': 'OTLP/HTTP',
  'otlp-grpc': 'OTLP/gRPC',
};

export function protocolsOf(receiver: ReceiverId): OtlpProtocol[] {
  return OTLP_PROTOCOLS.filter((protocol) => RECEIVER_OF[protocol] === receiver);
}

/** Requests that a receiver has taken. */
export function takenBy(receiver: ReceiverId, { ingest }: ToldFacts): number {
  return sum(protocolsOf(receiver).map((protocol) => ingest.protocols[protocol].requests));
}

/** `port` undefined: nobody listens there. */
export function withPort(name: string, port: number | undefined): string {
  return port === undefined ? name : `${name} :${port}`;
}

/** Dashed: nothing came this way. */
export function lineFor(times: number): Pick<LiveFlow, 'line'> {
  return { line: times === 0 ? 'dashed' : 'solid' };
}

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
  kind: ServerDiagramKind,
  facts: ToldFacts,
  parts: Pick<BlockDiagram, 'type' | 'direction' | 'blocks' | 'flows'> & Partial<Pick<BlockDiagram, 'notes'>>,
): BlockDiagram {
  const { blocks, flows } = parts;
  const nouns = NOUNS[facts.language];
  const [part, way] = parts.type === 'states' ? [nouns.states, nouns.transitions] : [nouns.parts, nouns.ways];
  return { notes: [], ...parts, ...toldOf(kind, facts, [counted(blocks.length, part), counted(flows.length, way)]) };
}

export function exchangeDiagram(
  kind: ServerDiagramKind,
  facts: ToldFacts,
  parts: Pick<ExchangeDiagram, 'parties' | 'steps'>,
): ExchangeDiagram {
  const messages = parts.steps.filter((step) => step.kind === 'message').length;
  const nouns = NOUNS[facts.language];
  const shown = [counted(parts.parties.length, nouns.participants), counted(messages, nouns.messages)];
  return { type: 'sequence', ...parts, ...toldOf(kind, facts, shown) };
}

function toldOf(
  kind: ServerDiagramKind,
  { version, startedAt, language }: ToldFacts,
  shown: readonly string[],
): Pick<LiveDiagram, 'ours' | 'language' | 'title' | 'source' | 'facts'> {
  const words = SERVER_WORDS[language];
  return {
    ours: true,
    language,
    title: words.titles[kind],
    source: words.source(version),
    facts: [
      { name: 'shown', value: COMMON_WORDS[language].list(shown) },
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

export function megabytesField(bytes: number, unit = 'MB'): string {
  return numberField(bytes / 1e6, unit);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
