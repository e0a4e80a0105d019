// The layers of the server, one below the other: what sends, how it comes in, what is made of it, where it is kept, who reads it.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, numberField, shareField } from '../fixed-width.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { OTLP_PROTOCOLS, RECEIVERS, type ToldFacts } from './server-facts.ts';
import {
  block,
  blockDiagram,
  flow,
  lineFor,
  megabytesField,
  percentileField,
  protocolsOf,
  RECEIVER_NAMES,
  RECEIVER_OF,
  sum,
  takenBy,
  timesOf,
  withPort,
} from './server-parts.ts';

export function layersOfServer(facts: ToldFacts): BlockDiagram {
  return blockDiagram('layers', facts, {
    type: 'flowchart',
    direction: 'TB',
    blocks: [...collection(facts), ...transport(facts), ...processing(facts), ...storage(facts), ...view(facts)],
    flows: flowsOf(facts),
  });
}

type LayerName = 'collection' | 'transport' | 'processing' | 'storage' | 'view';

function layer(name: LayerName, { language }: ToldFacts): Pick<LiveBlock, 'within'> {
  return { within: [SERVER_WORDS[language].boxes[name]] };
}

function used(times: number): Pick<LiveBlock, 'state'> {
  return { state: times === 0 ? 'ghost' : 'ok' };
}

function collection(facts: ToldFacts): LiveBlock[] {
  const { ingest, language } = facts;
  return OTLP_PROTOCOLS.map((protocol) => {
    const { requests, spans } = ingest.protocols[protocol];
    return block(protocol, SERVER_WORDS[language].sendersBy(protocol), [countField(spans, NOUNS[language].spans)], {
      ...layer('collection', facts),
      ...used(requests),
    });
  });
}

function transport(facts: ToldFacts): LiveBlock[] {
  const { ingest, ports, language } = facts;
  return RECEIVERS.map((receiver) => {
    const own = protocolsOf(receiver).map((protocol) => ingest.protocols[protocol]);
    const requests = takenBy(receiver, facts);
    return block(
      receiver,
      withPort(RECEIVER_NAMES[receiver], ports[receiver]),
      [
        countField(requests, NOUNS[language].requests),
        shareField(
          requests === 0 ? 0 : sum(own.map(({ gzip }) => gzip.requests)) / requests,
          SERVER_WORDS[language].units.compressed,
        ),
      ],
      { ...layer('transport', facts), ...used(requests) },
    );
  });
}

function processing(facts: ToldFacts): LiveBlock[] {
  const { stages, queue, commits } = facts.ingest;
  const [{ parts }, nouns] = [SERVER_WORDS[facts.language], NOUNS[facts.language]];
  const within = layer('processing', facts);
  return [
    block('decode', parts.decode, [percentileField('p50', stages.decode)], within),
    block('queue', parts.batches, [countField(queue.spans, nouns.spansWaiting)], { ...within, shape: 'queue' }),
    block('writer', parts.write, [countField(sum(Object.values(commits.triggers)), nouns.commits)], within),
  ];
}

function storage(facts: ToldFacts): LiveBlock[] {
  const { store, shares, language } = facts;
  const [{ parts }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  return [
    block('store', parts.traces, [countField(store.spans, nouns.spans), megabytesField(store.bytes)], {
      ...layer('storage', facts),
      shape: 'store',
      leads: { to: 'search' },
    }),
    block('shares', parts.snapshots, [countField(timesOf(shares), nouns.requests)], {
      ...layer('storage', facts),
      ...used(timesOf(shares)),
      shape: 'store',
    }),
  ];
}

function view(facts: ToldFacts): LiveBlock[] {
  const { queries, drawings, ports, language } = facts;
  const [{ parts }, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  return [
    block('readers', parts.queries, [countField(timesOf(queries), nouns.queries), percentileField('p95', queries)], {
      ...layer('view', facts),
      ...used(timesOf(queries)),
    }),
    block(
      'drawing',
      parts.pictures,
      [countField(timesOf(drawings), nouns.pictures), percentileField('p95', drawings)],
      {
        ...layer('view', facts),
        ...used(timesOf(drawings)),
      },
    ),
    block('pages', withPort(parts.pages, ports.ui), [], layer('view', facts)),
  ];
}

function flowsOf(facts: ToldFacts): LiveFlow[] {
  const { ingest, queries, drawings, shares, language } = facts;
  const { spansPerSecond } = COMMON_WORDS[language];
  return [
    ...OTLP_PROTOCOLS.map((protocol) =>
      flow(protocol, RECEIVER_OF[protocol], {
        ...lineFor(ingest.protocols[protocol].requests),
        values: [numberField(ingest.protocols[protocol].spansPerSecond, spansPerSecond)],
      }),
    ),
    ...RECEIVERS.map((receiver) => flow(receiver, 'decode', lineFor(takenBy(receiver, facts)))),
    flow('decode', 'queue'),
    flow('queue', 'writer'),
    flow('writer', 'store', { values: [numberField(ingest.spansPerSecond, spansPerSecond)] }),
    flow('store', 'readers', lineFor(timesOf(queries))),
    flow('readers', 'pages', lineFor(timesOf(queries))),
    flow('readers', 'drawing', lineFor(timesOf(drawings))),
    flow('drawing', 'pages', lineFor(timesOf(drawings))),
    flow('shares', 'pages', lineFor(timesOf(shares))),
  ];
}
