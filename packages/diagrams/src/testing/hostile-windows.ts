// What the diagrams of a window and of a pasted configuration are made of, with hostile names in every place.
import type { LiveDiagram } from '@spanloom/api-schema';
import { readCollectorConfig } from '../collector/collector-config.ts';
import { collectorDiagram } from '../collector/collector-diagram.ts';
import { deploymentOf } from '../deployment/deployment.ts';
import { sdksOf } from '../sdks/sdks.ts';
import type { SenderFacts } from '../window/sender-facts.ts';
import { workflowsOf } from '../workflows/workflows.ts';
import { hostileLabels } from './hostile-labels.ts';
import { sampleCall, sampleFacts, sampleSender } from './sample-senders.ts';
import { workflowSpan } from './sample-workflows.ts';

type Pick = () => string;

/** A kind, and what makes the same diagram of it each time. */
export const HOSTILE_WINDOWS: Readonly<Record<string, (random: () => number) => () => LiveDiagram>> = {
  deployment: ofSenders(deploymentOf),
  sdks: ofSenders(sdksOf),
  workflows: (random) => {
    const pick = labelsOf(random);
    const steps = ['StartWorkflow', 'RunWorkflow', 'StartActivity', 'RunActivity'];
    const spans = Array.from({ length: 12 }, (_, id) =>
      workflowSpan(id + 1, Math.floor(random() * 10), `${steps[id % steps.length]}:${pick()}`, pick(), {
        error: random() < 0.2,
        queue: pick(),
      }),
    );
    const source = pick();
    return () => workflowsOf({ source, traces: [spans], found: 1 });
  },
  collector: (random) => {
    const pick = labelsOf(random);
    const names = Array.from({ length: 12 }, pick);
    const declared = Object.fromEntries(names.map((name) => [name, { endpoint: pick() }]));
    const pipeline = { receivers: names.slice(0, 4), processors: names.slice(3, 6), exporters: names.slice(6, 9) };
    const pipelines = { [`traces/${pick()}`]: pipeline, [pick()]: pipeline };
    const config = readCollectorConfig({
      receivers: declared,
      processors: declared,
      exporters: declared,
      service: { extensions: names.slice(0, 3), pipelines },
    });
    if (!config.ok) throw new Error(`${config.error.problem} ${config.error.where}`);
    return () => collectorDiagram(config.value);
  },
};

function ofSenders(draw: (facts: SenderFacts) => LiveDiagram) {
  return (random: () => number) => {
    const pick = labelsOf(random);
    const place = (): number => Math.floor(random() * 8);
    const senders = Array.from({ length: 8 }, () =>
      sampleSender(pick(), {
        namespace: pick(),
        'k8s.cluster.name': pick(),
        'k8s.namespace.name': pick(),
        'k8s.deployment.name': pick(),
        'k8s.pod.name': pick(),
        'cloud.region': pick(),
        'cloud.availability_zone': pick(),
        'host.name': pick(),
        'telemetry.sdk.language': pick(),
        'telemetry.sdk.name': pick(),
        'telemetry.sdk.version': pick(),
        scopes: [{ name: pick(), spans: 3 }],
        errors: place(),
      }),
    );
    const calls = Array.from({ length: 12 }, () => sampleCall(senders, [place(), place()], { failed: place() }));
    const facts = { ...sampleFacts(senders, calls), source: pick() };
    return () => draw(facts);
  };
}

function labelsOf(random: () => number): Pick {
  const labels = hostileLabels(300, random);
  return () => labels[Math.floor(random() * labels.length)] ?? '';
}
