// @vitest-environment jsdom
// Over random hostile traces: Mermaid's own parser reads every text as what the model says, the order of the spans does
// not matter, and no call is lost or counted twice.
import { buildTraceForest, callsOfTrace, messageFacts, nodeId, peerOf } from '@spanloom/analysis';
import { seededRandom, shuffled } from '@spanloom/analysis/testing';
import { type AnyValue, type SpanId, unixNano } from '@spanloom/otlp-model';
import mermaid from 'mermaid';
import { beforeAll, expect, test } from 'vitest';
import { visibleLabel } from '../mermaid-label.ts';
import { buildCallTree } from './call-tree.ts';
import { MAX_MESSAGES, MAX_PARTICIPANTS } from './limits.ts';
import { sequenceOfTrace } from './sequence.ts';
import type { Sequence } from './sequence-model.ts';
import { isSender, placeSpans, type PlacedSpan, type SequenceSpan } from './sequence-span.ts';
import { sequenceText } from './sequence-text.ts';
import { randomTrace } from './testing/random-trace.ts';

const SEED = 5;
const ROUNDS = 60;
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';

beforeAll(() => {
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
});

interface ParsedSequence {
  getActors(): ReadonlyMap<string, { readonly description: string }>;
  getMessages(): readonly {
    readonly from?: string;
    readonly to?: string;
    readonly message: unknown;
    readonly type: number;
  }[];
}

test(`${ROUNDS} random hostile traces: parsed as meant, stable, no call lost (seed ${SEED})`, async () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const { spans, sound } = randomTrace(random);
    const sequence = sequenceOfTrace(spans);
    const text = sequenceText(sequence, TRACE_ID);
    const told = `seed ${SEED}, round ${round}`;
    expect(sequenceText(sequenceOfTrace(shuffled(spans, random)), TRACE_ID), told).toBe(text);
    expectCounts(sequence, spans, told);
    if (sound) expectSameCalls(spans, told);
    if (sequence.participants.length > 0) await expectParsed(sequence, text, told);
  }
});

test(`${ROUNDS} random traces in which most take messages: stable, no call and no span lost (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const spans = takingMessages(randomTrace(random).spans, random);
    const sequence = sequenceOfTrace(spans);
    const told = `seed ${SEED}, round ${round}`;
    expect(sequenceText(sequenceOfTrace(shuffled(spans, random)), TRACE_ID), told).toBe(
      sequenceText(sequence, TRACE_ID),
    );
    expectCounts(sequence, spans, told);
  }
});

test(`${ROUNDS} random traces in which most is told twice: no failure and no mark lost (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  for (let round = 0; round < ROUNDS; round++) {
    const trace = randomTrace(random);
    for (const spans of [trace.spans, toldTwice(trace.spans, random), takingMessages(trace.spans, random)]) {
      const sequence = sequenceOfTrace(spans);
      const told = `seed ${SEED}, round ${round}`;
      expect(sequenceText(sequenceOfTrace(shuffled(spans, random)), TRACE_ID), told).toBe(
        sequenceText(sequence, TRACE_ID),
      );
      expectCounts(sequence, spans, told);
      expectFailuresTold(sequence, spans, told);
      expectMarks(spans, told);
      expectInTime(spans, told);
      if (trace.sound) expectSameCalls(spans, told);
    }
  }
});

/** The same spans, most of them of two services and of one of few peers; some ask for messages. */
function toldTwice(spans: readonly SequenceSpan[], random: () => number): SequenceSpan[] {
  const orders = { kind: 'string', value: 'orders' } as const;
  const queue = { key: 'messaging.destination.name', value: orders };
  const receive = { key: 'messaging.operation.type', value: { kind: 'string', value: 'receive' } as const };
  const some = { key: 'messaging.batch.message_count', value: { kind: 'int', value: 2n } as const };
  const host = (value: string) => ({ key: 'server.address', value: { kind: 'string', value } as const });
  const peers = [
    [{ key: 'db.namespace', value: orders }],
    [queue],
    [queue, receive],
    [queue, receive, some],
    [host('stock')],
    [host('10.1.2.3')],
  ];
  return spans.map((span) => ({
    ...span,
    kind: random() < 0.7 ? 2 + Math.floor(random() * 4) : span.kind,
    service: random() < 0.9 ? { name: random() < 0.8 ? 'shop' : 'stock', namespace: '' } : span.service,
    attributes:
      random() < 0.2 ? span.attributes : random() < 0.2 ? [] : (peers[Math.floor(random() * peers.length)] ?? []),
    error: random() < 0.3,
    end: random() < 0.1 ? 0n : span.end,
  }));
}

/** Each failed span is in what is drawn as failed, or is counted among what is not drawn. */
function expectFailuresTold(sequence: Sequence, given: readonly SequenceSpan[], told: string): void {
  const spans = placeSpans(given);
  const tree = buildCallTree(spans);
  const failed = tree.nodes.filter(({ error }) => error);
  const inFailed = new Set(failed.flatMap((node) => [...node.spans, ...node.around]));
  expect(
    spans.filter((span) => span.error && !inFailed.has(span)).map(({ spanId }) => spanId),
    told,
  ).toEqual([]);
  const red = new Set(
    sequence.statements.flatMap((one) =>
      (one.kind === 'message' || (one.kind === 'note' && one.node !== undefined)) && one.failed ? [one.node] : [],
    ),
  );
  const redCalls = [...red].filter((node) => node?.kind === 'call').length;
  expect(redCalls + sequence.hidden.withErrors, told).toBe(failed.filter(({ kind }) => kind === 'call').length);
  if (sequence.hidden.calls + sequence.hidden.works === 0) expect(red.size, told).toBe(failed.length);
}

/** A missing parent, a cut circle and a missing end are marks of the line that tells of the span. */
function expectMarks(given: readonly SequenceSpan[], told: string): void {
  const spans = placeSpans(given);
  const { nodes } = buildCallTree(spans);
  const lost = buildTraceForest(spans).rows.flatMap((row) => {
    if (row.kind !== 'span') return [];
    const { span, flaw } = row;
    const own = nodes.filter(({ spans: [first], around }) => first === span || around.includes(span));
    const flawLost = flaw !== undefined && !own.some((node) => node.flaw !== undefined);
    const ended = own.every((node) => node.duration !== undefined && node.spans.length === 1);
    const endLost = span.duration === undefined && span.kind > 1 && own.length > 0 && ended;
    const lineLost =
      span.duration === undefined &&
      span.kind > 1 &&
      !nodes.some((node) => [...node.spans, ...node.around].includes(span));
    return flawLost || endLost || lineLost ? [span.spanId] : [];
  });
  expect(lost, told).toEqual([]);
}

/** By one clock, nothing begins within a call that was answered before. */
function expectInTime(given: readonly SequenceSpan[], told: string): void {
  const { nodes } = buildCallTree(placeSpans(given.map((span) => ({ ...span, clock: 'one' }))));
  const late = nodes.filter(({ parent, start }) => {
    let at = parent;
    while (at !== undefined && (at.kind === 'work' || at.way === 'async' || !hasEnded(at.spans, start))) at = at.parent;
    return at !== undefined;
  });
  expect(
    late.map(({ spans: [first] }) => first?.spanId),
    told,
  ).toEqual([]);
}

function hasEnded(spans: readonly PlacedSpan[], time: number): boolean {
  // Who passes a call on may do so again.
  const answers = spans.filter((span, i) => i === 0 || !isSender(span));
  return answers.some(({ source, end }) => source.end >= source.start && source.end !== 0n && end < time);
}

/** The same spans of few services, as producers and consumers with links to any of them, to themselves and to elsewhere. */
function takingMessages(spans: readonly SequenceSpan[], random: () => number): SequenceSpan[] {
  const ids = [...spans.map(({ spanId }) => spanId), 'elsewhere'];
  const queue: AnyValue = { kind: 'string', value: 'orders' };
  return spans.map((span) => ({
    ...span,
    kind: random() < 0.6 ? 5 : random() < 0.5 ? 4 : span.kind,
    service: random() < 0.7 ? { name: 'mail', namespace: '' } : span.service,
    attributes: random() < 0.5 ? span.attributes : [{ key: 'messaging.destination.name', value: queue }],
    links: ids.filter(() => random() < 0.1).map((spanId) => ({ traceId: TRACE_ID, spanId })),
  }));
}

/** Drawn calls, those that loops stand for, and hidden ones are all calls; every span is in a call or counted. */
function expectCounts(sequence: Sequence, spans: readonly SequenceSpan[], told: string): void {
  expect(sequence.drawn + sequence.repeats + sequence.hidden.calls, told).toBe(sequence.calls);
  let times = 1;
  const loops: number[] = [];
  let seen = 0;
  for (const statement of sequence.statements) {
    if (statement.kind === 'open') {
      loops.push(times);
      if (statement.block === 'loop') times *= Number(/^×(\d+)/.exec(statement.label)?.[1]);
    } else if (statement.kind === 'close') times = loops.pop() ?? 1;
    else if (statement.kind === 'message' && statement.look !== 'answer') seen += times;
  }
  expect(loops, told).toEqual([]);
  expect(seen + sequence.hidden.calls, told).toBe(sequence.calls);
  expect(sequence.drawn, told).toBeLessThanOrEqual(MAX_MESSAGES);
  expect(sequence.participants.length, told).toBeLessThanOrEqual(MAX_PARTICIPANTS);
  const tree = buildCallTree(placeSpans(spans));
  const used = new Set(tree.nodes.flatMap(({ spans: own, around }) => [...own, ...around]));
  expect(used.size + tree.elided, told).toBe(sequence.spans);
  expect(sequenceText(sequence, TRACE_ID).length, told).toBeLessThanOrEqual(50_000);
}

/** The calls between nodes of the service graph are those that the map counts; but a batch is one arrow here. */
function expectSameCalls(given: readonly SequenceSpan[], told: string): void {
  const spans = given.map((span) => ({ ...span, links: [] }));
  const tree = buildCallTree(placeSpans(spans));
  const counted = (edges: readonly string[]): string[] => edges.toSorted();
  const own = tree.nodes.flatMap(({ kind, from, to, spans: sent, error }) => {
    if (kind !== 'call' || from.kind === 'caller') return [];
    // The map knows no call that no span says it sent or answered, and none to nobody.
    const receiver = sent.find(({ kind }, at) => kind === 2 || kind === 5 || (at > 0 && kind === 3));
    const named = from.kind === 'queue' || to.kind === 'queue' || sent.some(({ peer }) => peer !== undefined);
    return receiver === undefined && !named ? [] : [`${from.id} ${to.id}${error ? ' failed' : ''}`];
  });
  const map = callsOfTrace(
    spans.map((span) => ({
      spanId: span.spanId as SpanId,
      parentSpanId: span.parentSpanId as SpanId | undefined,
      kind: span.kind,
      start: time(span.start),
      end: time(span.end),
      service: span.service,
      error: span.error,
      weight: 1,
      peer: peerOf(span),
      message: messageFacts(span),
    })),
  ).map(({ client, server, error }) => `${nodeId(client)} ${nodeId(server)}${error ? ' failed' : ''}`);
  expect(counted(own), told).toEqual(counted(map));
}

function time(nanoseconds: bigint) {
  const checked = unixNano(nanoseconds);
  if (!checked.ok) throw new Error(checked.error);
  return checked.value;
}

/** Mermaid finds the same participants, messages and notes, with the same words, in the same order. */
async function expectParsed(sequence: Sequence, text: string, told: string): Promise<void> {
  const parsed = (await mermaid.mermaidAPI.getDiagramFromText(text)).db as unknown as ParsedSequence;
  const actors = [...parsed.getActors().values()].map(({ description }) => decoded(description));
  expect(actors, told).toEqual(sequence.participants.map(({ label }) => visibleLabel(label, 200)));
  const lines = parsed
    .getMessages()
    .flatMap(({ from, to, message }) =>
      from !== undefined && to !== undefined && typeof message === 'string' && message !== ''
        ? [[from, to, decoded(message)]]
        : [],
    );
  const key = (id: string): string => sequence.participants.find(({ party }) => party.id === id)?.key ?? '';
  const meant = sequence.statements.flatMap((statement) => {
    if (statement.kind === 'message')
      return [[key(statement.from), key(statement.to), visibleLabel(statement.label, 200)]];
    if (statement.kind !== 'note') return [];
    const [over] = statement.over;
    return [[key(over ?? ''), key(statement.over.at(-1) ?? ''), visibleLabel(statement.label, 200)]];
  });
  expect(lines, told).toEqual(meant);
}

function decoded(text: string): string {
  return text.replaceAll(/ﬂ°°(\d+)¶ß/g, (_, point: string) => String.fromCodePoint(Number(point)));
}
