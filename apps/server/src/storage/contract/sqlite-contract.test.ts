import { openSqlite } from './opened-stores.ts';
import { describeTraceStore } from './trace-store-contract.ts';

describeTraceStore('sqlite-tables', () => openSqlite());
describeTraceStore('sqlite-tables in tiny steps', () =>
  openSqlite({ stepMs: 0, page: 2, spanPage: 1, chunk: 1, rare: 1, alternatives: 1, graphCalls: 1 }, undefined, {
    stepMs: 0,
    page: 1,
    summedAtOnce: 0,
    summedPage: 1,
  }),
);
