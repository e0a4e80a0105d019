import { expect, test } from 'vitest';
import { createLatencyHistogram } from './latency-histogram.ts';
import { counter, gauge, histogram, prometheusText } from './prometheus.ts';

test('counters, gauges and histograms, literally', () => {
  const latency = createLatencyHistogram();
  for (const seconds of [0.001, 0.002, 3, 60]) latency.observe(seconds);
  const text = prometheusText([
    counter('a_total', 'A.', [
      [{ x: '1', y: 'b' }, 2],
      [{}, 0.5],
    ]),
    gauge('g', 'G.', 7, { v: 'a"b\\c\nd' }),
    histogram('h_seconds', 'H.', [[{ q: 's' }, latency.read()]]),
  ]);
  expect(text).toBe(
    [
      '# HELP a_total A.',
      '# TYPE a_total counter',
      'a_total{x="1",y="b"} 2',
      'a_total 0.5',
      '# HELP g G.',
      '# TYPE g gauge',
      'g{v="a\\"b\\\\c\\nd"} 7',
      '# HELP h_seconds H.',
      '# TYPE h_seconds histogram',
      'h_seconds_bucket{q="s",le="0.001"} 1',
      ...['0.0025', '0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5'].map(
        (bound) => `h_seconds_bucket{q="s",le="${bound}"} 2`,
      ),
      'h_seconds_bucket{q="s",le="5"} 3',
      'h_seconds_bucket{q="s",le="10"} 3',
      'h_seconds_bucket{q="s",le="+Inf"} 4',
      'h_seconds_sum{q="s"} 63.003',
      'h_seconds_count{q="s"} 4',
      '',
    ].join('\n'),
  );
});
