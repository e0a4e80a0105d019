// What happens to a request for traces from its first byte to its answer, with the time that each stage took.
import type { ExchangeDiagram, LiveStep } from '@spanloom/api-schema';
import { countField, numberField } from '../fixed-width.ts';
import type { Noun } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { type IngestFacts, type IngestStage, RECEIVERS, type ToldFacts } from './server-facts.ts';
import { exchangeDiagram, megabytesField, millisecondsField, percentileField, sum } from './server-parts.ts';

const PARTIES = ['sender', 'receiver', 'decoder', 'queue', 'writer', 'store'] as const;
type PartyId = (typeof PARTIES)[number];

const STAGES: readonly IngestStage[] = ['receive', 'decode', 'prepare', 'wait', 'commit'];

export function ingestOfServer(facts: ToldFacts): ExchangeDiagram {
  const { parties } = SERVER_WORDS[facts.language].exchange;
  return exchangeDiagram('ingest', facts, {
    parties: PARTIES.map((id) => ({ id, name: id === 'store' ? 'SQLite' : parties[id], ghost: id === 'sender' })),
    steps: stepsOf(facts),
  });
}

function stepsOf({ ingest, language }: ToldFacts): LiveStep[] {
  const { stages, commits, protocols, slowest } = ingest;
  const {
    units,
    exchange: { stages: stageNames, steps: words },
  } = SERVER_WORDS[language];
  const nouns = NOUNS[language];
  const taken = Object.values(protocols);
  const requests = sum(taken.map((protocol) => protocol.requests));
  const transactions = sum(Object.values(commits.triggers));
  const times = (stage: IngestStage): string[] => [
    percentileField('p50', stages[stage]),
    percentileField('p95', stages[stage]),
  ];
  const mean = (total: number): number => (transactions === 0 ? 0 : total / transactions);
  return [
    message('sender', 'receiver', words.export, [
      megabytesField(sum(taken.map(({ bytes }) => bytes)), units.megabytesInAll),
    ]),
    note(['receiver'], words.body, times('receive')),
    { kind: 'open', block: 'alt', label: words.room },
    message('receiver', 'decoder', words.decode, times('decode')),
    message('decoder', 'queue', words.encode, times('prepare')),
    message('queue', 'writer', words.wait, times('wait'), { look: 'send' }),
    message('writer', 'store', 'COMMIT', times('commit')),
    note(['queue', 'store'], words.transactions, [
      countField(transactions, nouns.commits),
      numberField(mean(commits.batches), units.requestsEach),
      numberField(mean(commits.spans), units.spansEach),
    ]),
    note(['queue', 'store'], words.ended, [
      countField(commits.triggers['nothing waits'], units.tookAll),
      countField(commits.triggers.spans, units.fullOfSpans),
      countField(commits.triggers.bytes, units.fullOfBytes),
    ]),
    message('store', 'writer', words.onDisk, [], { look: 'answer' }),
    message('writer', 'receiver', words.stored, [], { look: 'answer' }),
    message('receiver', 'sender', '200 OK', [countField(requests, nouns.requests)], { look: 'answer' }),
    { kind: 'next', word: 'else', label: words.trouble },
    refusal(refusedFor(ingest, 'busy'), words.tryAgain, nouns.requests),
    refusal(refusedFor(ingest, 'store'), words.notStored, nouns.requests),
    { kind: 'close' },
    note(['sender', 'store'], words.slowest, [
      millisecondsField(words.all, slowest?.milliseconds),
      ...STAGES.map((stage) => millisecondsField(stageNames[stage], slowest?.stages?.[stage])),
    ]),
  ];
}

function refusedFor({ refused }: IngestFacts, reason: string): number {
  return sum(RECEIVERS.map((receiver) => refused[receiver][reason] ?? 0));
}

function refusal(count: number, label: string, unit: Noun): LiveStep {
  return message('receiver', 'sender', label, [countField(count, unit)], { look: 'answer', failing: count > 0 });
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
