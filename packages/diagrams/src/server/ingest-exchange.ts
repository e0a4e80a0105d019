// What happens to a request for traces from its first byte to its answer, with the time that each stage took.
import type { ExchangeDiagram, LiveStep } from '@spanloom/api-schema';
import { countField, numberField } from '../fixed-width.ts';
import { type IngestFacts, type IngestStage, RECEIVERS, type ServerFacts } from './server-facts.ts';
import { exchangeDiagram, megabytesField, millisecondsField, percentileField, sum } from './server-parts.ts';

const PARTIES = {
  sender: 'Sender',
  receiver: 'Receiver',
  decoder: 'Decoder',
  queue: 'Write queue',
  writer: 'Writer',
  store: 'SQLite',
} as const;
type PartyId = keyof typeof PARTIES;

const STAGES: readonly (readonly [IngestStage, string])[] = [
  ['receive', 'body'],
  ['decode', 'decode'],
  ['prepare', 'encode'],
  ['wait', 'wait'],
  ['commit', 'commit'],
];

export function ingestOfServer(facts: ServerFacts): ExchangeDiagram {
  return exchangeDiagram(facts, {
    title: 'A request for traces in this server, stage by stage',
    parties: Object.entries(PARTIES).map(([id, name]) => ({ id, name, ghost: id === 'sender' })),
    steps: stepsOf(facts.ingest),
  });
}

function stepsOf(ingest: IngestFacts): LiveStep[] {
  const { stages, commits, protocols, slowest } = ingest;
  const taken = Object.values(protocols);
  const requests = sum(taken.map((protocol) => protocol.requests));
  const transactions = sum(Object.values(commits.triggers));
  const times = (stage: IngestStage): string[] => [
    percentileField('p50', stages[stage]),
    percentileField('p95', stages[stage]),
  ];
  const mean = (total: number): number => (transactions === 0 ? 0 : total / transactions);
  return [
    message('sender', 'receiver', 'Export', [megabytesField(sum(taken.map(({ bytes }) => bytes)))]),
    note(['receiver'], 'body arrives', times('receive')),
    { kind: 'open', block: 'alt', label: 'the queue has room' },
    message('receiver', 'decoder', 'decode', times('decode')),
    message('decoder', 'queue', 'encode, hash', times('prepare')),
    message('queue', 'writer', 'wait for a transaction', times('wait'), { look: 'send' }),
    message('writer', 'store', 'COMMIT', times('commit')),
    note(['queue', 'store'], 'transactions', [
      countField(transactions, 'commits'),
      numberField(mean(commits.batches), 'requests each'),
      numberField(mean(commits.spans), 'spans each'),
    ]),
    note(['queue', 'store'], 'they ended:', [
      countField(commits.triggers['nothing waits'], 'took all that waited'),
      countField(commits.triggers.spans, 'full of spans'),
      countField(commits.triggers.bytes, 'full of bytes'),
    ]),
    message('store', 'writer', 'on disk', [], { look: 'answer' }),
    message('receiver', 'sender', '200 OK', [countField(requests, 'requests')], { look: 'answer' }),
    { kind: 'next', word: 'else', label: 'too much waits, or the disk is in trouble' },
    refusal(ingest, 'busy', '503, try again'),
    refusal(ingest, 'store', '503, not stored'),
    { kind: 'close' },
    note(['sender', 'store'], 'slowest of the last minute', [
      millisecondsField('all', slowest?.milliseconds),
      ...STAGES.map(([stage, name]) => millisecondsField(name, slowest?.stages?.[stage])),
    ]),
  ];
}

function refusal({ refused }: IngestFacts, reason: string, label: string): LiveStep {
  const count = sum(RECEIVERS.map((receiver) => refused[receiver][reason] ?? 0));
  return message('receiver', 'sender', label, [countField(count, 'requests')], { look: 'answer', failing: count > 0 });
}

function message(
  from: PartyId,
  to: PartyId,
  label: string,
  values: string[],
  { look = 'call', failing = false }: { readonly look?: 'call' | 'send' | 'answer'; readonly failing?: boolean } = {},
): LiveStep {
  return { kind: 'message', from, to, look, label, values, failing };
}

function note(over: PartyId[], label: string, values: string[]): LiveStep {
  return { kind: 'note', over, label, values, failing: false };
}
