// An ingest worker that never gets ready. Its folder decides how it fails.
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.folder === '/dies') throw new Error('killed by the test');
parentPort.postMessage({ kind: 'failed', problem: { message: 'this folder is refused' } });
