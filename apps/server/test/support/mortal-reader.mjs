// A reader worker that answers `stats` and dies of everything else. Its folder decides whether it opens.
import { parentPort, workerData } from 'node:worker_threads';

parentPort.on('message', (message) => {
  if (message.kind === 'open' && workerData.folder === '/refused') {
    parentPort.postMessage({ kind: 'failed', problem: { message: 'this folder is refused' } });
    parentPort.close();
  } else if (message.kind === 'open') {
    parentPort.postMessage({ kind: 'opened' });
  } else if (message.kind === 'query' && message.query.kind === 'stats') {
    parentPort.postMessage({ kind: 'found', id: message.id });
    parentPort.postMessage({ kind: 'end', id: message.id });
  } else if (message.kind === 'query') {
    throw new Error('killed by the test');
  } else if (message.kind === 'close') {
    parentPort.close();
  }
});
