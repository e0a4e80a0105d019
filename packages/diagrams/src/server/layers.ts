// The layers of the server, one below the other: what sends, how it comes in, what is made of it, where it is kept, who reads it.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, numberField, shareField } from '../fixed-width.ts';
import { OTLP_PROTOCOLS, RECEIVERS, type ServerFacts } from './server-facts.ts';
import { block, blockDiagram, flow, megabytesField, percentileField, sum, timesOf } from './server-parts.ts';

const LAYERS = {
  collection: 'Collection',
  transport: 'Transport',
  processing: 'Processing',
  storage: 'Storage',
  view: 'Analysis and view',
} as const;

export function layersOfServer(facts: ServerFacts): BlockDiagram {
  return blockDiagram(facts, {
    type: 'flowchart',
    direction: 'TB',
    title: 'Layers of this server',
    blocks: [...collection(facts), ...transport(facts), ...processing(facts), ...storage(facts), ...view(facts)],
    flows: flowsOf(facts),
  });
}

function layer(name: keyof typeof LAYERS): Pick<LiveBlock, 'within'> {
  return { within: [LAYERS[name]] };
}

function used(times: number): Pick<LiveBlock, 'state'> {
  return { state: times === 0 ? 'ghost' : 'ok' };
}

function collection({ ingest }: ServerFacts): LiveBlock[] {
  return OTLP_PROTOCOLS.map((protocol) => {
    const { requests, spans } = ingest.protocols[protocol];
    return block(protocol, `SDKs and Collectors by ${protocol}`, [countField(spans, 'spans')], {
      ...layer('collection'),
      ...used(requests),
    });
  });
}

function transport({ ingest, ports }: ServerFacts): LiveBlock[] {
  const { protocols } = ingest;
  const taken = { 'otlp-http': ['http/protobuf', 'http/json'], 'otlp-grpc': ['grpc'] } as const;
  return RECEIVERS.map((receiver) => {
    const own = taken[receiver].map((protocol) => protocols[protocol]);
    const requests = sum(own.map((one) => one.requests));
    const name = receiver === 'otlp-http' ? 'OTLP/HTTP' : 'OTLP/gRPC';
    const port = ports[receiver];
    return block(
      receiver,
      port === undefined ? name : `${name} :${port}`,
      [
        countField(requests, 'requests'),
        shareField(requests === 0 ? 0 : sum(own.map(({ gzip }) => gzip.requests)) / requests, 'compressed'),
      ],
      { ...layer('transport'), ...used(requests) },
    );
  });
}

function processing({ ingest }: ServerFacts): LiveBlock[] {
  const { stages, queue, commits } = ingest;
  return [
    block('decode', 'Decode and check', [percentileField('p50', stages.decode)], layer('processing')),
    block('queue', 'Batches for the writer', [countField(queue.spans, 'spans wait')], {
      ...layer('processing'),
      shape: 'queue',
    }),
    block('writer', 'Write', [countField(sum(Object.values(commits.triggers)), 'commits')], layer('processing')),
  ];
}

function storage({ store, shares }: ServerFacts): LiveBlock[] {
  return [
    block('store', 'Traces in SQLite', [countField(store.spans, 'spans'), megabytesField(store.bytes)], {
      ...layer('storage'),
      shape: 'store',
      leads: { to: 'search' },
    }),
    block('shares', 'Shared snapshots', [countField(timesOf(shares), 'requests')], {
      ...layer('storage'),
      ...used(timesOf(shares)),
      shape: 'store',
    }),
  ];
}

function view({ queries, drawings, ports }: ServerFacts): LiveBlock[] {
  return [
    block('readers', 'Queries', [countField(timesOf(queries), 'queries'), percentileField('p95', queries)], {
      ...layer('view'),
      ...used(timesOf(queries)),
    }),
    block('drawing', 'Pictures', [countField(timesOf(drawings), 'pictures'), percentileField('p95', drawings)], {
      ...layer('view'),
      ...used(timesOf(drawings)),
    }),
    block('pages', ports.ui === undefined ? 'Pages and API' : `Pages and API :${ports.ui}`, [], layer('view')),
  ];
}

function flowsOf({ ingest, queries, drawings, shares }: ServerFacts): LiveFlow[] {
  const line = (times: number) => ({ line: times === 0 ? 'dashed' : 'solid' }) as const;
  const receiverOf = { 'http/protobuf': 'otlp-http', 'http/json': 'otlp-http', grpc: 'otlp-grpc' } as const;
  return [
    ...OTLP_PROTOCOLS.map((protocol) =>
      flow(protocol, receiverOf[protocol], {
        ...line(ingest.protocols[protocol].requests),
        values: [numberField(ingest.protocols[protocol].spansPerSecond, 'spans/s')],
      }),
    ),
    ...RECEIVERS.map((receiver) => flow(receiver, 'decode')),
    flow('decode', 'queue'),
    flow('queue', 'writer'),
    flow('writer', 'store', { values: [numberField(ingest.spansPerSecond, 'spans/s')] }),
    flow('store', 'readers', line(timesOf(queries))),
    flow('readers', 'pages', line(timesOf(queries))),
    flow('readers', 'drawing', line(timesOf(drawings))),
    flow('drawing', 'pages', line(timesOf(drawings))),
    flow('shares', 'pages', line(timesOf(shares))),
  ];
}
