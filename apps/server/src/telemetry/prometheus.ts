// Metrics as Prometheus text. https://prometheus.io/docs/instrumenting/exposition_formats/
import { LATENCY_BUCKETS, type LatencyCounts } from './latency-histogram.ts';

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Label values are ours and of fixed lists, so that a hostile sender cannot make series. */
export type Labels = Readonly<Record<string, string>>;

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly lines: readonly string[];
}

export function counter(name: string, help: string, samples: readonly (readonly [Labels, number])[]): Family {
  return { name, help, type: 'counter', lines: samples.map(([labels, value]) => line(name, labels, value)) };
}

export function gauge(name: string, help: string, value: number, labels: Labels = {}): Family {
  return { name, help, type: 'gauge', lines: [line(name, labels, value)] };
}

export function histogram(name: string, help: string, samples: readonly (readonly [Labels, LatencyCounts])[]): Family {
  return { name, help, type: 'histogram', lines: samples.flatMap(([labels, counts]) => series(name, labels, counts)) };
}

export function prometheusText(families: readonly Family[]): string {
  return families
    .map(({ name, help, type, lines }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('\n')}\n`)
    .join('');
}

function series(name: string, labels: Labels, { counts, sumSeconds }: LatencyCounts): string[] {
  let cumulative = 0;
  const buckets = counts.map((count, i) => {
    cumulative += count;
    return line(`${name}_bucket`, { ...labels, le: String(LATENCY_BUCKETS[i] ?? '+Inf') }, cumulative);
  });
  return [...buckets, line(`${name}_sum`, labels, sumSeconds), line(`${name}_count`, labels, cumulative)];
}

function line(name: string, labels: Labels, value: number): string {
  const inner = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${inner.length === 0 ? '' : `{${inner.join(',')}}`} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
