// Calls from one Kubernetes cluster into another. The topology says what runs where; here it is told.
import { err, ok } from '@spanloom/otlp-model';
import { stepsOfKind } from '../topology/index-topology.ts';
import { occurrencesOf, type Phenomenon } from './phenomenon.ts';

const NAME = 'two-clusters';

export const twoClusters: Phenomenon = {
  name: NAME,
  place({ index }) {
    const { topology } = index;
    const pairs = [
      ...stepsOfKind(topology, 'call').map(({ service, step }) => [service, index.operation(step.operation).service]),
      ...topology.workflows.flatMap(({ starter, worker, activities }) => [
        [starter, worker],
        ...activities.map(({ service }) => [worker, service]),
      ]),
    ];
    const clusterOf = (service = ''): string => index.cluster(service).name;
    const crossing = pairs.find(([from, to]) => from !== topology.browser && clusterOf(from) !== clusterOf(to));
    if (crossing === undefined) return err('no call goes from one cluster into another');
    return ok({
      service: '',
      detail: clusterOf(crossing[1]),
      onTheWay(trace) {
        const clusters = new Map(trace.spans.map(({ span, pod }) => [span.spanId, pod.cluster]));
        const into = new Set(
          trace.calls.flatMap(({ clientSpan, serverSpan }) => {
            if (clientSpan === undefined || serverSpan === undefined) return [];
            const [from, to] = [clusters.get(clientSpan), clusters.get(serverSpan)];
            return from === '' || from === to ? [] : [serverSpan];
          }),
        );
        trace.occurrences.push(...occurrencesOf(NAME, '', trace, ({ span }) => into.has(span.spanId)));
      },
    });
  },
};
