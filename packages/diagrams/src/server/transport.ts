// How traces come in: by which protocol and encoding, compressed or not, how many bytes, and how fast they are stored.
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, numberField, shareField } from '../fixed-width.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { NOUNS } from '../words/nouns.ts';
import { SERVER_WORDS } from '../words/server-words.ts';
import { OTLP_PROTOCOLS, type OtlpProtocol, type ProtocolFacts, type ToldFacts } from './server-facts.ts';
import { block, blockDiagram, flow, lineFor, megabytesField, percentileField, sum } from './server-parts.ts';

const ROWS: Readonly<Record<OtlpProtocol, { readonly name: string; readonly decoded: string }>> = {
  'http/protobuf': { name: 'OTLP/HTTP', decoded: 'protobuf' },
  'http/json': { name: 'OTLP/HTTP', decoded: 'JSON' },
  grpc: { name: 'OTLP/gRPC', decoded: 'protobuf' },
};

export function transportOfServer(facts: ToldFacts): BlockDiagram {
  const { language } = facts;
  const { protocols, spansPerSecond } = facts.ingest;
  const nouns = NOUNS[language];
  const rows = OTLP_PROTOCOLS.map((protocol) => rowOf(protocol, protocols[protocol], language));
  const all = Object.values(protocols);
  return blockDiagram('transport', facts, {
    type: 'flowchart',
    direction: 'LR',
    blocks: [
      ...rows.flatMap(({ blocks }) => blocks),
      block('stored', SERVER_WORDS[language].parts.stored, [
        countField(sum(all.map(({ requests }) => requests)), nouns.requests),
        countField(sum(all.map(({ spans }) => spans)), nouns.spans),
        numberField(spansPerSecond, COMMON_WORDS[language].spansPerSecond),
      ]),
    ],
    flows: rows.flatMap(({ flows }) => flows),
  });
}

function rowOf(
  protocol: OtlpProtocol,
  facts: ProtocolFacts,
  language: DiagramLanguage,
): { readonly blocks: LiveBlock[]; readonly flows: LiveFlow[] } {
  const { requests, bytes, gzip, spans, spansPerSecond, latency } = facts;
  const plain = { requests: requests - gzip.requests, bytes: bytes - gzip.bytes };
  const { name, decoded } = ROWS[protocol];
  const [words, nouns] = [SERVER_WORDS[language], NOUNS[language]];
  const { units } = words;
  const id = (part: string): string => `${protocol} ${part}`;
  const used = (count: number) => ({ state: count === 0 ? 'ghost' : 'ok' }) as const;
  const way = (from: string, to: string, count: number): LiveFlow =>
    flow(from, to, {
      ...lineFor(count),
      values: [shareField(requests === 0 ? 0 : count / requests, units.ofThem)],
    });
  return {
    blocks: [
      block(
        id('sent'),
        words.sentAs(name, decoded),
        [countField(requests, nouns.requests), numberField(spansPerSecond, COMMON_WORDS[language].spansPerSecond)],
        {
          shape: 'round',
          ...used(requests),
        },
      ),
      block(
        id('gzip'),
        'gzip',
        [
          countField(gzip.requests, nouns.requests),
          megabytesField(gzip.wireBytes, units.sentMegabytes),
          megabytesField(gzip.bytes, units.inflatedMegabytes),
          shareField(gzip.bytes === 0 ? 0 : gzip.wireBytes / gzip.bytes, units.ofSize),
        ],
        used(gzip.requests),
      ),
      block(
        id('plain'),
        words.parts.plain,
        [countField(plain.requests, nouns.requests), megabytesField(plain.bytes)],
        used(plain.requests),
      ),
      block(
        id('decoded'),
        words.decoded(decoded),
        [countField(spans, nouns.spans), percentileField('p50', latency), percentileField('p95', latency)],
        used(requests),
      ),
    ],
    flows: [
      way(id('sent'), id('gzip'), gzip.requests),
      way(id('sent'), id('plain'), plain.requests),
      flow(id('gzip'), id('decoded'), lineFor(gzip.requests)),
      flow(id('plain'), id('decoded'), lineFor(plain.requests)),
      flow(id('decoded'), 'stored', lineFor(requests)),
    ],
  };
}
