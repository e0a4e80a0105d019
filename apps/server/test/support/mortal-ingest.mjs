// An ingest worker that never gets ready, or never ends by itself. Its folder decides which.
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.folder === '/dies') throw new Error('killed by the test');
if (workerData.folder === '/lingers') {
  parentPort.postMessage({ kind: 'opened' });
  parentPort.on('message', () => parentPort.postMessage({ kind: 'stopped' }));
} else {
  parentPort.postMessage({ kind: 'failed', problem: { message: 'this folder is refused' } });
}
