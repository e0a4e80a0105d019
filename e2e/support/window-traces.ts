// Traces that diagrams of a window tell of: calls between clusters, runs of a workflow.
import { newSpanId, type ServiceSpans, type TraceSpec } from './otlp.ts';

/** A call from one cluster into another. */
export function crossing(pod: string): TraceSpec {
  const call = newSpanId();
  const runs = (workload: string, cluster: string, podName: string): ServiceSpans['resource'] => ({
    'k8s.cluster.name': cluster,
    'k8s.namespace.name': 'shop',
    'k8s.deployment.name': workload,
    'k8s.pod.name': podName,
  });
  return {
    services: [
      {
        service: 'checkout',
        resource: runs('checkout', 'shop-eu', 'checkout-1') ?? {},
        spans: [{ name: 'POST /pay', spanId: call, kind: 3, durationMs: 30 }],
      },
      {
        service: 'payment',
        resource: runs('payment', 'shop-us', pod) ?? {},
        spans: [{ name: 'pay', parentSpanId: call, kind: 2, startMs: 5, durationMs: 20, error: 'no money' }],
      },
    ],
  };
}

/** One run of a workflow whose activity fails at its first attempt. */
export function workflowRun(): TraceSpec {
  const [start, run, activity] = [newSpanId(), newSpanId(), newSpanId()];
  const sdk = {
    'telemetry.sdk.language': 'python',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.version': '1.38.0',
  };
  const attempt = { name: 'RunActivity:ChargeCard', parentSpanId: activity, kind: 2, durationMs: 10 } as const;
  return {
    services: [
      {
        service: 'nightly',
        resource: sdk,
        spans: [{ name: 'StartWorkflow:Renew', spanId: start, kind: 3, durationMs: 2 }],
      },
      {
        service: 'worker',
        resource: sdk,
        spans: [
          {
            name: 'RunWorkflow:Renew',
            spanId: run,
            parentSpanId: start,
            kind: 2,
            startMs: 5,
            durationMs: 90,
            attributes: { 'temporal.task_queue': 'renewals' },
          },
          { name: 'StartActivity:ChargeCard', spanId: activity, parentSpanId: run, kind: 3, startMs: 6, durationMs: 1 },
          { ...attempt, startMs: 20, error: 'no answer' },
          { ...attempt, startMs: 60 },
        ],
      },
    ],
  };
}
