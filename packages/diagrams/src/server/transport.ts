// How traces come in: by which protocol and encoding, compressed or not, how many bytes, and how fast they are stored.
import type { BlockDiagram, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, numberField, shareField } from '../fixed-width.ts';
import { OTLP_PROTOCOLS, type OtlpProtocol, type ProtocolFacts, type ServerFacts } from './server-facts.ts';
import { block, blockDiagram, flow, megabytesField, percentileField, sum } from './server-parts.ts';

const ROWS: Readonly<Record<OtlpProtocol, { readonly name: string; readonly decoded: string }>> = {
  'http/protobuf': { name: 'OTLP/HTTP', decoded: 'protobuf' },
  'http/json': { name: 'OTLP/HTTP', decoded: 'JSON' },
  grpc: { name: 'OTLP/gRPC', decoded: 'protobuf' },
};

export function transportOfServer(facts: ServerFacts): BlockDiagram {
  const { protocols, spansPerSecond } = facts.ingest;
  const rows = OTLP_PROTOCOLS.map((protocol) => rowOf(protocol, protocols[protocol]));
  const all = Object.values(protocols);
  return blockDiagram(facts, {
    type: 'flowchart',
    direction: 'LR',
    title: 'How traces reach this server',
    blocks: [
      ...rows.flatMap(({ blocks }) => blocks),
      block('stored', 'Stored', [
        countField(sum(all.map(({ requests }) => requests)), 'requests'),
        countField(sum(all.map(({ spans }) => spans)), 'spans'),
        numberField(spansPerSecond, 'spans/s'),
      ]),
    ],
    flows: rows.flatMap(({ flows }) => flows),
  });
}

function rowOf(
  protocol: OtlpProtocol,
  facts: ProtocolFacts,
): { readonly blocks: LiveBlock[]; readonly flows: LiveFlow[] } {
  const { requests, bytes, gzip, spans, spansPerSecond, latency } = facts;
  const plain = { requests: requests - gzip.requests, bytes: bytes - gzip.bytes };
  const { name, decoded } = ROWS[protocol];
  const id = (part: string): string => `${protocol} ${part}`;
  const used = (count: number) => ({ state: count === 0 ? 'ghost' : 'ok' }) as const;
  const way = (from: string, to: string, count: number): LiveFlow =>
    flow(from, to, {
      line: count === 0 ? 'dashed' : 'solid',
      values: [shareField(requests === 0 ? 0 : count / requests, 'of them')],
    });
  return {
    blocks: [
      block(
        id('sent'),
        `${name}, ${decoded}`,
        [countField(requests, 'requests'), numberField(spansPerSecond, 'spans/s')],
        {
          shape: 'round',
          ...used(requests),
        },
      ),
      block(
        id('gzip'),
        'gzip',
        [
          countField(gzip.requests, 'requests'),
          megabytesField(gzip.wireBytes, ' sent'),
          megabytesField(gzip.bytes, ' inflated'),
          shareField(gzip.bytes === 0 ? 0 : gzip.wireBytes / gzip.bytes, 'of its size'),
        ],
        used(gzip.requests),
      ),
      block(
        id('plain'),
        'not compressed',
        [countField(plain.requests, 'requests'), megabytesField(plain.bytes)],
        used(plain.requests),
      ),
      block(
        id('decoded'),
        `${decoded}, decoded`,
        [countField(spans, 'spans'), percentileField('p50', latency), percentileField('p95', latency)],
        used(requests),
      ),
    ],
    flows: [
      way(id('sent'), id('gzip'), gzip.requests),
      way(id('sent'), id('plain'), plain.requests),
      flow(id('gzip'), id('decoded'), { line: gzip.requests === 0 ? 'dashed' : 'solid' }),
      flow(id('plain'), id('decoded'), { line: plain.requests === 0 ? 'dashed' : 'solid' }),
      flow(id('decoded'), 'stored', { line: requests === 0 ? 'dashed' : 'solid' }),
    ],
  };
}
