import { openMemory } from './opened-stores.ts';
import { describeTraceStore } from './trace-store-contract.ts';

describeTraceStore('memory', openMemory);
