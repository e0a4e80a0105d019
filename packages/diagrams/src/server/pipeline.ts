// What comes in, where it goes, and who reads it, with this server's own counters.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, numberField, shareField } from '../fixed-width.ts';
import { refusalBlocks } from './refusals.ts';
import { OTLP_PROTOCOLS, type OtlpProtocol, RECEIVERS, type ReceiverId, type ServerFacts } from './server-facts.ts';
import { block, blockDiagram, flow, megabytesField, percentileField, sum, timesOf } from './server-parts.ts';

const SENDERS: Readonly<Record<OtlpProtocol, { readonly name: string; readonly to: ReceiverId }>> = {
  'http/protobuf': { name: 'HTTP, protobuf', to: 'otlp-http' },
  'http/json': { name: 'HTTP, JSON', to: 'otlp-http' },
  grpc: { name: 'gRPC', to: 'otlp-grpc' },
};
const RECEIVER_NAMES: Readonly<Record<ReceiverId, string>> = { 'otlp-http': 'OTLP/HTTP', 'otlp-grpc': 'OTLP/gRPC' };

export function pipelineOfServer(facts: ServerFacts): BlockDiagram {
  const refusals = refusalBlocks(facts.ingest);
  return blockDiagram(facts, {
    type: 'flowchart',
    direction: 'LR',
    title: 'Ingest pipeline of this server',
    blocks: [...receiving(facts), ...writing(facts), ...refusals.blocks, ...reading(facts)],
    flows: [...waysIn(facts), ...refusals.flows, ...waysOfReaders(facts)],
  });
}

function receiving({ ingest, ports }: ServerFacts): LiveBlock[] {
  return [
    ...OTLP_PROTOCOLS.map((protocol) => {
      const { requests, spansPerSecond } = ingest.protocols[protocol];
      return block(
        protocol,
        SENDERS[protocol].name,
        [numberField(spansPerSecond, 'spans/s'), countField(requests, 'requests')],
        { shape: 'round', within: ['Senders'], state: requests === 0 ? 'ghost' : 'ok' },
      );
    }),
    ...RECEIVERS.map((receiver) => {
      const taken = sum(
        OTLP_PROTOCOLS.filter((protocol) => SENDERS[protocol].to === receiver).map(
          (protocol) => ingest.protocols[protocol].requests,
        ),
      );
      return block(
        receiver,
        named(RECEIVER_NAMES[receiver], ports[receiver]),
        [
          countField(taken, 'taken'),
          countField(sum(Object.values(ingest.refused[receiver])), 'refused'),
          countField(ingest.aborted[receiver], 'broken off'),
        ],
        { within: ['Receivers'] },
      );
    }),
  ];
}

function writing({ ingest, store }: ServerFacts): LiveBlock[] {
  const { queue, queueLimit, stages, commits } = ingest;
  const filled = Math.max(
    queue.spans / queueLimit.spans,
    queue.items / queueLimit.items,
    queue.bytes / queueLimit.bytes,
  );
  const rejected = sum(Object.values(ingest.rejected));
  return [
    block('decode', 'Decode and check', [percentileField('p95', stages.decode)], { within: ['Ingest thread'] }),
    block('queue', 'Write queue', [countField(queue.spans, 'spans wait'), shareField(filled, 'of its limit')], {
      shape: 'queue',
      within: ['Ingest thread'],
      state: zoneOf(filled),
    }),
    block(
      'writer',
      'Writer',
      [
        countField(sum(Object.values(commits.triggers)), 'commits'),
        percentileField('p50', stages.commit),
        percentileField('p95', stages.commit),
      ],
      { within: ['Ingest thread'] },
    ),
    block('rejected', 'Rejected by partial success', [countField(rejected, 'items')], {
      state: rejected === 0 ? 'ghost' : 'ok',
    }),
    block('duplicates', 'Sent twice, kept once', [countField(ingest.duplicateSpans, 'spans')], {
      state: ingest.duplicateSpans === 0 ? 'ghost' : 'ok',
    }),
    block(
      'store',
      'SQLite',
      [countField(store.spans, 'spans'), countField(store.traces, 'traces'), megabytesField(store.bytes)],
      { shape: 'store', leads: { to: 'search' } },
    ),
  ];
}

/** As the states of health have it. */
function zoneOf(filled: number): LiveBlock['state'] {
  if (filled >= 0.95) return 'bad';
  return filled >= 0.8 ? 'warn' : 'ok';
}

function waysIn({ ingest }: ServerFacts): LiveFlow[] {
  return [
    ...OTLP_PROTOCOLS.map((protocol) =>
      flow(protocol, SENDERS[protocol].to, { line: ingest.protocols[protocol].requests === 0 ? 'dashed' : 'solid' }),
    ),
    ...RECEIVERS.map((receiver) => flow(receiver, 'decode')),
    flow('decode', 'queue', { values: [numberField(ingest.spansPerSecond, 'spans/s')] }),
    flow('queue', 'writer'),
    flow('writer', 'store'),
    flow('decode', 'rejected', { line: 'dashed' }),
    flow('writer', 'duplicates', { line: 'dashed' }),
  ];
}

function reading({ ports, queries, drawings, shares }: ServerFacts): LiveBlock[] {
  const unused = (times: number): LiveBlock['state'] => (times === 0 ? 'ghost' : 'ok');
  const within = ['Reading'];
  return [
    block('readers', 'Reader threads', [countField(timesOf(queries), 'queries'), percentileField('p95', queries)], {
      within,
      state: unused(timesOf(queries)),
    }),
    block('api', named('Pages and API', ports.ui), [], { within }),
    block('drawing', 'Drawing thread', [countField(timesOf(drawings), 'pictures'), percentileField('p95', drawings)], {
      within,
      state: unused(timesOf(drawings)),
    }),
    block('shares', 'Shared links', [countField(timesOf(shares), 'requests')], {
      shape: 'store',
      within,
      state: unused(timesOf(shares)),
    }),
  ];
}

function waysOfReaders({ drawings, shares }: ServerFacts): LiveFlow[] {
  const line = (times: number): LiveFlow['line'] => (times === 0 ? 'dashed' : 'solid');
  return [
    flow('api', 'readers'),
    flow('readers', 'store'),
    flow('api', 'drawing', { line: line(timesOf(drawings)) }),
    flow('api', 'shares', { line: line(timesOf(shares)) }),
  ];
}

function named(name: string, port: number | undefined): string {
  return port === undefined ? name : `${name} :${port}`;
}
