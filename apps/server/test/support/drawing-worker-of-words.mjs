// A drawing worker that does what the text of a job says.
import { parentPort } from 'node:worker_threads';

const started = Date.now();
parentPort.on('message', ({ id, job }) => {
  switch (job.text) {
    case 'for ever':
      for (;;);
    case 'memory': {
      const kept = [];
      for (;;) kept.push(new Array(100_000).fill(started));
    }
    case 'die':
      throw new Error('killed by the test');
    case 'refuse':
      parentPort.postMessage({ kind: 'refused', id, message: 'refused by the test' });
      break;
    case 'wait':
      setTimeout(() => parentPort.postMessage({ kind: 'drawn', id, picture: { format: 'svg', svg: 'waited' } }), 50);
      break;
    default:
      parentPort.postMessage({ kind: 'drawn', id, picture: { format: 'svg', svg: `${job.text} ${started}` } });
  }
});
parentPort.postMessage({ kind: 'ready' });
