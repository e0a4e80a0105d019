import { createMemoryStore } from '../memory/memory-store.ts';
import { describeTraceStore } from './trace-store-contract.ts';

describeTraceStore('memory', async () => {
  const store = createMemoryStore();
  return { store, dispose: () => store.close() };
});
