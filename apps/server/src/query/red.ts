// GET /api/v1/red: rate, errors and durations over time.
import { nodeId } from '@spanloom/analysis';
import type { RedColumns, RedParameters, RedResponse, RedRow as RedRowShape, RedSubject } from '@spanloom/api-schema';
import { ok, type Result } from '@spanloom/otlp-model';
import type { ServiceSlots } from '../storage/service-colors.ts';
import type { RedBucket, RedRow } from '../storage/trace-aggregates.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { badRequest, elapsedMs } from './answers.ts';
import { callNumbers, isSampled, windowSeconds } from './call-numbers.ts';
import { foldOf, nodeOf, windowedTraceFilter } from './filter.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { coloredNode, serviceRef } from './service-colors.ts';

export async function answerRed(
  parameters: RedParameters,
  context: QueryContext,
): Promise<Result<JsonPieces, QueryFailure>> {
  const started = context.clock();
  const { by, buckets, limit } = parameters;
  const filter = windowedTraceFilter(parameters);
  if (!filter.ok) return filter;
  const node = nodeOf('node', parameters.node);
  if (!node.ok) return node;
  const kind = node.value?.kind;
  if (by === 'operation' && kind === undefined) return badRequest('node', 'say which service, as service:NAME');
  if ((by === 'operation' || by === 'service') && kind !== undefined && kind !== 'service') {
    return badRequest('node', `by=${by} is about services, written service:NAME or service:NAMESPACE/NAME`);
  }
  const split = parameters.split ?? node.value?.split?.by;
  if (node.value?.split !== undefined && node.value.split.by !== split) {
    return badRequest('node', `names a part by ${node.value.split.by}, and split asks for parts by ${split}`);
  }
  const fold = foldOf(parameters);
  if (!fold.ok) return fold;
  const snapshot = context.reader.snapshot(context.scope);
  const view = { users: parameters.users === 'true', split, fold: fold.value };
  const { rows } = await snapshot.aggregate(
    { kind: 'red', filter: filter.value, by, buckets, node: node.value, ...view },
    context.read,
  );
  const seconds = windowSeconds(filter.value.window);
  const bucketSeconds = seconds / buckets;
  const shown = rows.toSorted((a, b) => b.total.weight - a.total.weight).slice(0, limit);
  const rest: Omit<RedResponse, 'rows'> = {
    rowCount: rows.length,
    buckets,
    bucketSeconds,
    sampled: isSampled(rows.map(({ total }) => total)),
    cost: { elapsedMs: elapsedMs(context.clock, started), watermark: snapshot.watermark },
  };
  return ok(redPieces(shown, { seconds, bucketSeconds, colors: context.colors() }, rest));
}

/** Row by row: a thousand of them with all of their buckets are millions of numbers. */
async function* redPieces(
  rows: readonly RedRow[],
  show: Shown,
  rest: Omit<RedResponse, 'rows'>,
): AsyncGenerator<string> {
  yield '{"rows":[';
  for (const [index, row] of rows.entries()) yield (index === 0 ? '' : ',') + JSON.stringify(redRow(row, show));
  yield `],${JSON.stringify(rest).slice(1)}`;
}

interface Shown {
  readonly seconds: number;
  readonly bucketSeconds: number;
  readonly colors: ServiceSlots;
}

function redRow({ subject, total, buckets }: RedRow, { seconds, bucketSeconds, colors }: Shown): RedRowShape {
  return {
    subject: redSubject(subject, colors),
    total: callNumbers(total, seconds),
    series: redColumns(buckets, bucketSeconds),
  };
}

function redSubject(subject: RedRow['subject'], colors: ServiceSlots): RedSubject {
  switch (subject.kind) {
    case 'node':
      return { kind: 'node', node: coloredNode(subject.node, colors) };
    case 'operation':
      return { ...subject, service: serviceRef(subject.service, colors) };
    case 'edge':
      return { kind: 'edge', client: nodeId(subject.client), server: nodeId(subject.server) };
  }
}

function redColumns(buckets: readonly RedBucket[], bucketSeconds: number): RedColumns {
  const numbers = buckets.map((sums) => callNumbers(sums, bucketSeconds));
  return {
    bucket: buckets.map(({ bucket }) => bucket),
    calls: numbers.map(({ calls }) => calls),
    rate: numbers.map(({ rate }) => rate),
    errorShare: numbers.map(({ errorShare }) => errorShare),
    p50: numbers.map(({ p50 }) => p50),
    p95: numbers.map(({ p95 }) => p95),
    p99: numbers.map(({ p99 }) => p99),
  };
}
