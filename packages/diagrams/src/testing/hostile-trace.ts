// Random traces with all that diagrams may tell of a trace, and names that no one should give.
import { randomTrace } from '../sequence/testing/random-trace.ts';
import type { SequenceSpan } from '../sequence/sequence-span.ts';
import type { TraceSpan } from '../trace-span.ts';
import { hostileLabels } from './hostile-labels.ts';
import { withFacts } from './trace-spans.ts';

export function hostileTrace(random: () => number): TraceSpan[] {
  const labels = hostileLabels(150, random);
  const pick = (): string => labels[Math.floor(random() * labels.length)] ?? '';
  const inClusters = random() < 0.3;
  const clusters = new Map<string, string>();
  const clusterOf = ({ service, cluster }: SequenceSpan): string => {
    if (!inClusters) return cluster;
    const known = clusters.get(service.name) ?? pick();
    clusters.set(service.name, known);
    return known;
  };
  const spans = randomTrace(random).spans.map((span) => ({ ...span, cluster: clusterOf(span) }));
  return withFacts(spans, () => ({
    flags: random() < 0.3 ? 0 : random() < 0.8 ? 0x101 : 0x300,
    scope: pick(),
    language: pick(),
    events:
      random() < 0.8
        ? []
        : [{ time: 5n, name: pick(), attributes: [{ key: pick(), value: { kind: 'bool', value: true } }] }],
  }));
}
