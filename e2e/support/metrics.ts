// What the server counts, as Prometheus reads it.
import type { RunningServer } from './server.ts';

/** The sum of the samples of a metric whose labels contain `labels`, such as `protocol="grpc"`. */
export async function metric(server: RunningServer, name: string, labels = ''): Promise<number> {
  const answer = await fetch(`${server.url}/metrics`);
  if (!answer.ok) throw new Error(`/metrics answered ${answer.status}`);
  const samples = (await answer.text())
    .split('\n')
    .filter((line) => line.split(/[ {]/, 1)[0] === name && line.includes(labels));
  if (samples.length === 0) throw new Error(`there is no metric ${name}{${labels}}`);
  return samples.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
