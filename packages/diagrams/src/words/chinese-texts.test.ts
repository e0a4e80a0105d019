// Chinese texts of every kind: nothing in them is English but what telemetry says and what is called so in Chinese too, and what
// telemetry says stands in them as it does in the English ones.
import { expect, test } from 'vitest';
import { waterfallPicture } from '../trace-picture.ts';
import { leftOutText, waterfallDescription } from '../waterfall/waterfall-words.ts';
import { apiTrace } from '../testing/api-trace.ts';
import { SAMPLED_KINDS, samplePictures } from '../testing/sample-pictures.ts';
import { sampleSenders } from '../testing/sample-senders.ts';
import { sampleTrace } from '../testing/sample-trace.ts';
import { sampleWorkflows } from '../testing/sample-workflows.ts';
import { workflowSpans } from '../sequence/testing/workflow-spans.ts';

/** What is called so in every language: protocols, programs, words of OpenTelemetry and Kubernetes, units. */
const TERMS = wordsOf(
  `Span Resource Scope Link SERVER SDK OTLP HTTP gRPC grpc http protobuf JSON json gzip SQLite API Pod Sidecar eBPF COMMIT End MB
  Content Type TLS Collector deployment rps min exception`,
);
/** What stands in the comments of fields besides: the vocabulary of the protocol. */
const VOCABULARY = wordsOf('client server consumer producer unset error string int');
/** Names that the samples have, each of them known to none of our words. */
const NAMES = [
  'gateway',
  'orders',
  'inventory',
  'Reserve',
  'Charge',
  'smtp',
  'mail',
  'payment',
  'envoy',
  'Renew',
  'fulfilment',
  'shop',
];

const TELEMETRY = wordsOf(
  leaves([sampleTrace(), sampleSenders(), sampleWorkflows(), workflowSpans('done'), workflowSpans('undone')]).join(' '),
);

test.each(SAMPLED_KINDS)('%s', (kind) => {
  const [english = [], chinese = []] = (['en', 'zh'] as const).map((language) =>
    samplePictures(kind, 'light', language).map(({ text }) => text),
  );
  for (const [place, text] of chinese.entries()) {
    const known = new Set([...TERMS, ...(kind === 'entities' ? VOCABULARY : [])]);
    const told = [...wordsOf(saidIn(text))].filter(
      (word) => !known.has(word) && (VOCABULARY.has(word) || !TELEMETRY.has(word)),
    );
    expect(told).toEqual([]);
    expect(text).toMatch(/\n%% 来源：.*\naccTitle: .*\p{Script=Han}.*\naccDescr: .*。\n/u);
    const other = english[place] ?? '';
    for (const name of NAMES) expect(text.split(name).length, name).toBe(other.split(name).length);
    expect(text.split('\n').length).toBe(other.split('\n').length);
  }
});

test('a waterfall says in Chinese what it says in English', () => {
  const { waterfall } = waterfallPicture(apiTrace(sampleTrace()), 'zh');
  expect(waterfallDescription(waterfall)).toBe('400 ms 内 6 个服务的 19 个 Span，其中失败 5。');
  expect(leftOutText({ ...waterfall, hidden: 3, hiddenFailed: 1 })).toContain(
    '19 个 Span 中省略了 3 个，其中失败 1 个。',
  );
});

function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[A-Za-z]{3,}/g) ?? []);
}

/** The texts in it, without the names of its fields. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

/** A text without the words of Mermaid, the names of the sample of the map, and a key that the sample of states is told by. */
function saidIn(text: string): string {
  return text
    .replace(/^\w.*\n/, '')
    .replaceAll(/^(?:classDef|class|linkStyle|direction|dateFormat|axisFormat|todayMarker|rect) .*$/gm, '')
    .replaceAll(
      /^(?:accTitle|accDescr|subgraph|end note|end|participant|alt|else|loop|par|and|critical|option|break)\b/gm,
      '',
    )
    .replaceAll(/^(?:box transparent|note right of|Note over|section|deactivate)\b/gm, '')
    .replaceAll(/^ p\d+ as /gm, '')
    .replaceAll(/:(?:active|crit), /g, ':')
    .replaceAll(/^[A-Z]+ \|\|\S+ [A-Z]+ : |^[A-Z]+(?=\[)|^\w+ \w+ (?=")/gm, '')
    .replaceAll(/my \w+|server\.address/g, '');
}
