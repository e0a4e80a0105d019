// GET /metrics: what the threads have counted, as Prometheus text.
import type { TimedQueries } from '../query/timed-queries.ts';
import { counter, type Family, gauge, histogram, type Labels, prometheusText } from '../telemetry/prometheus.ts';
import type { LatencyCounts } from '../telemetry/latency-histogram.ts';
import type { AskIngest, IngestCounters } from '../threads/messages.ts';
import { readStats } from './status.ts';

export interface MetricsSources {
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly askIngest: AskIngest;
  readonly queries: TimedQueries;
  readonly drawings: () => LatencyCounts;
  readonly shares: () => LatencyCounts;
  readonly usage: () => ProcessUsage;
}

export interface ProcessUsage {
  readonly residentBytes: number;
  readonly cpuSeconds: number;
}

/** Of the whole process, with all of its threads. */
export function processUsage(): ProcessUsage {
  const { user, system } = process.cpuUsage();
  return { residentBytes: process.memoryUsage.rss(), cpuSeconds: (user + system) / 1e6 };
}

export async function metricsText(sources: MetricsSources): Promise<string> {
  const { version, startedAt, askIngest, queries, drawings, shares, usage } = sources;
  const [counters, stats] = await Promise.all([askIngest({ kind: 'counters' }), readStats(queries)]);
  const { residentBytes, cpuSeconds } = usage();
  return prometheusText([
    gauge('spanloom_build_info', 'Always 1; the version is its label.', 1, { version }),
    ...ingestFamilies(counters),
    histogram(
      'spanloom_query_seconds',
      'From asking a reader until its answer began.',
      queries.latencies().map(([query, counts]) => [{ query }, counts]),
    ),
    histogram('spanloom_drawing_seconds', 'From asking for a picture until it was drawn or refused.', [
      [{}, drawings()],
    ]),
    histogram('spanloom_shares_seconds', 'From asking the thread of the shared links until its answer.', [
      [{}, shares()],
    ]),
    gauge('spanloom_store_bytes', 'Bytes on disk.', stats.bytes),
    gauge('spanloom_store_spans', 'Spans in the store.', stats.spans),
    gauge('spanloom_store_traces', 'Traces in the store.', stats.traces),
    gauge('process_resident_memory_bytes', 'Memory of the process.', residentBytes),
    counter('process_cpu_seconds_total', 'CPU time of the process.', [[{}, cpuSeconds]]),
    gauge('process_start_time_seconds', 'Start, in seconds since the epoch.', startedAt / 1000),
  ]);
}

function ingestFamilies(counters: IngestCounters): Family[] {
  const protocols = Object.entries(counters.protocols);
  const refused = Object.entries(counters.refused).flatMap(([receiver, reasons]) =>
    Object.entries(reasons).map(([reason, count]): [Labels, number] => [{ receiver, reason }, count]),
  );
  return [
    counter(
      'spanloom_ingest_requests_total',
      'Trace requests that were acknowledged.',
      protocols.map(([protocol, { requests }]) => [{ protocol }, requests]),
    ),
    counter(
      'spanloom_ingest_spans_total',
      'Spans stored for the first time.',
      protocols.map(([protocol, { spans }]) => [{ protocol }, spans]),
    ),
    counter(
      'spanloom_ingest_duplicate_spans_total',
      'Spans that were there already.',
      protocols.map(([protocol, { duplicateSpans }]) => [{ protocol }, duplicateSpans]),
    ),
    counter(
      'spanloom_ingest_bytes_total',
      'Bytes of acknowledged trace requests, after inflation.',
      protocols.map(([protocol, { bytes }]) => [{ protocol }, bytes]),
    ),
    counter(
      'spanloom_ingest_gzip_requests_total',
      'Acknowledged trace requests that came compressed.',
      protocols.map(([protocol, { gzip }]) => [{ protocol }, gzip.requests]),
    ),
    counter(
      'spanloom_ingest_wire_bytes_total',
      'Bytes of acknowledged trace requests, before inflation.',
      protocols.map(([protocol, { bytes, gzip }]) => [{ protocol }, bytes - gzip.bytes + gzip.wireBytes]),
    ),
    counter(
      'spanloom_ingest_rejected_items_total',
      'Spans, data points, log records and profiles that a partial success rejected.',
      Object.entries(counters.rejected).map(([signal, count]) => [{ signal }, count]),
    ),
    counter('spanloom_ingest_refused_requests_total', 'Requests that were not taken, by reason.', refused),
    counter(
      'spanloom_ingest_aborted_requests_total',
      'Requests whose sender went away before they were whole.',
      Object.entries(counters.aborted).map(([receiver, count]) => [{ receiver }, count]),
    ),
    gauge('spanloom_ingest_queue_spans', 'Spans that wait for the writer.', counters.queue.spans),
    gauge(
      'spanloom_ingest_queue_items',
      'Attributes, events, links and list elements that wait for the writer.',
      counters.queue.items,
    ),
    gauge('spanloom_ingest_queue_bytes', 'Bytes of requests that wait for the writer.', counters.queue.bytes),
    counter(
      'spanloom_ingest_health_transitions_total',
      'Changes from one state of health to another.',
      counters.health.transitions.map(({ from, to, times }) => [{ from, to }, times]),
    ),
    histogram(
      'spanloom_ingest_commit_seconds',
      'From when the writer begins to prepare a transaction until it is durable.',
      [[{}, counters.commit]],
    ),
    histogram(
      'spanloom_ingest_request_seconds',
      'From the headers of a request that brought spans until they are durable.',
      protocols.map(([protocol, { latency }]) => [{ protocol }, latency]),
    ),
    histogram(
      'spanloom_ingest_stage_seconds',
      'The same by stage: receive, decode, prepare, wait for a transaction, commit.',
      Object.entries(counters.stages).map(([stage, times]) => [{ stage }, times]),
    ),
    counter(
      'spanloom_ingest_commits_total',
      'Transactions that stored spans, by why they took no more.',
      Object.entries(counters.commits.triggers).map(([trigger, count]) => [{ trigger }, count]),
    ),
    counter('spanloom_ingest_committed_batches_total', 'Requests whose spans those transactions stored.', [
      [{}, counters.commits.batches],
    ]),
  ];
}
