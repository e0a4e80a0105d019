// What comes in, where it goes, and who reads it, with this server's own counters.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, numberField, shareField } from '../fixed-width.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { refusalBlocks } from './refusals.ts';
import { OTLP_PROTOCOLS, RECEIVERS, type ToldFacts } from './server-facts.ts';
import {
  block,
  blockDiagram,
  flow,
  lineFor,
  megabytesField,
  percentileField,
  RECEIVER_NAMES,
  RECEIVER_OF,
  sum,
  takenBy,
  timesOf,
  withPort,
} from './server-parts.ts';

export function pipelineOfServer(facts: ToldFacts): BlockDiagram {
  const refusals = refusalBlocks(facts);
  return blockDiagram('pipeline', facts, {
    type: 'flowchart',
    direction: 'LR',
    blocks: [...receiving(facts), ...writing(facts), ...refusals.blocks, ...reading(facts)],
    flows: [...waysIn(facts), ...refusals.flows, ...waysOfReaders(facts)],
  });
}

function receiving(facts: ToldFacts): LiveBlock[] {
  const { ingest, ports, language } = facts;
  const [{ senders, boxes, units }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  return [
    ...OTLP_PROTOCOLS.map((protocol) => {
      const { requests, spansPerSecond } = ingest.protocols[protocol];
      return block(
        protocol,
        senders[protocol],
        [numberField(spansPerSecond, COMMON_WORDS[language].spansPerSecond), countField(requests, nouns.requests)],
        { shape: 'round', within: [boxes.senders], state: requests === 0 ? 'ghost' : 'ok' },
      );
    }),
    ...RECEIVERS.map((receiver) => {
      const taken = takenBy(receiver, facts);
      return block(
        receiver,
        withPort(RECEIVER_NAMES[receiver], ports[receiver]),
        [
          countField(taken, units.taken),
          countField(sum(Object.values(ingest.refused[receiver])), units.refused),
          countField(ingest.aborted[receiver], units.brokenOff),
        ],
        { within: [boxes.receivers], state: taken === 0 ? 'ghost' : 'ok' },
      );
    }),
  ];
}

function writing({ ingest, store, language }: ToldFacts): LiveBlock[] {
  const [{ parts, boxes, units }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  const within = [boxes.ingestThread];
  const { queue, queueLimit, stages, commits } = ingest;
  const filled = Math.max(
    queue.spans / queueLimit.spans,
    queue.items / queueLimit.items,
    queue.bytes / queueLimit.bytes,
  );
  const rejected = sum(Object.values(ingest.rejected));
  return [
    block('decode', parts.decode, [percentileField('p95', stages.decode)], { within }),
    block('queue', parts.writeQueue, [countField(queue.spans, nouns.spansWaiting), shareField(filled, units.ofLimit)], {
      shape: 'queue',
      within,
      state: zoneOf(filled),
    }),
    block(
      'writer',
      parts.writer,
      [
        countField(sum(Object.values(commits.triggers)), nouns.commits),
        percentileField('p50', stages.commit),
        percentileField('p95', stages.commit),
      ],
      { within },
    ),
    block('rejected', parts.rejected, [countField(rejected, nouns.items)], {
      state: rejected === 0 ? 'ghost' : 'ok',
    }),
    block('duplicates', parts.duplicates, [countField(ingest.duplicateSpans, nouns.spans)], {
      state: ingest.duplicateSpans === 0 ? 'ghost' : 'ok',
    }),
    block(
      'store',
      'SQLite',
      [countField(store.spans, nouns.spans), countField(store.traces, nouns.traces), megabytesField(store.bytes)],
      { shape: 'store', leads: { to: 'search' } },
    ),
  ];
}

/** As the states of health have it. */
function zoneOf(filled: number): LiveBlock['state'] {
  if (filled >= 0.95) return 'bad';
  return filled >= 0.8 ? 'warn' : 'ok';
}

function waysIn(facts: ToldFacts): LiveFlow[] {
  const { ingest, language } = facts;
  return [
    ...OTLP_PROTOCOLS.map((protocol) =>
      flow(protocol, RECEIVER_OF[protocol], lineFor(ingest.protocols[protocol].requests)),
    ),
    ...RECEIVERS.map((receiver) => flow(receiver, 'decode', lineFor(takenBy(receiver, facts)))),
    flow('decode', 'queue', { values: [numberField(ingest.spansPerSecond, COMMON_WORDS[language].spansPerSecond)] }),
    flow('queue', 'writer'),
    flow('writer', 'store'),
    flow('decode', 'rejected', lineFor(sum(Object.values(ingest.rejected)))),
    flow('writer', 'duplicates', lineFor(ingest.duplicateSpans)),
  ];
}

function reading({ ports, queries, drawings, shares, language }: ToldFacts): LiveBlock[] {
  const [{ parts, boxes }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  const unused = (times: number): LiveBlock['state'] => (times === 0 ? 'ghost' : 'ok');
  const within = [boxes.reading];
  return [
    block('readers', parts.readers, [countField(timesOf(queries), nouns.queries), percentileField('p95', queries)], {
      within,
      state: unused(timesOf(queries)),
    }),
    block('api', withPort(parts.pages, ports.ui), [], { within }),
    block(
      'drawing',
      parts.drawingThread,
      [countField(timesOf(drawings), nouns.pictures), percentileField('p95', drawings)],
      {
        within,
        state: unused(timesOf(drawings)),
      },
    ),
    block('shares', parts.sharedLinks, [countField(timesOf(shares), nouns.requests)], {
      shape: 'store',
      within,
      state: unused(timesOf(shares)),
    }),
  ];
}

function waysOfReaders({ drawings, shares }: ToldFacts): LiveFlow[] {
  return [
    flow('api', 'readers'),
    flow('readers', 'store'),
    flow('api', 'drawing', lineFor(timesOf(drawings))),
    flow('api', 'shares', lineFor(timesOf(shares))),
  ];
}
