// The suite that every adapter of TraceStore passes. An adapter that cannot is excused by the test's name, with a reason.
import { afterEach, beforeEach, describe, test } from 'vitest';
import type { TraceStore } from '../trace-store.ts';
import { catalogueTests } from './catalogue-contract.ts';
import { graphTests } from './graph-contract.ts';
import { messageTests } from './message-contract.ts';
import { searchTests } from './search-contract.ts';
import { snapshotTests } from './snapshot-contract.ts';
import { viewTests } from './view-contract.ts';
import { writingTests } from './writing-contract.ts';

/** A store for one test, and how to be rid of it. */
export interface OpenedStore {
  readonly store: TraceStore;
  dispose(): Promise<void>;
}

/** Tests by name. */
export type ContractTests = Readonly<Record<string, (store: TraceStore) => Promise<void>>>;

export interface Excuse {
  readonly test: string;
  readonly reason: string;
}

export function describeTraceStore(
  name: string,
  open: () => Promise<OpenedStore>,
  excuses: readonly Excuse[] = [],
): void {
  const groups: Readonly<Record<string, ContractTests>> = {
    writing: writingTests,
    searching: searchTests,
    'graph and RED': graphTests,
    'messages of the graph': messageTests,
    'views of the graph': viewTests,
    snapshots: snapshotTests,
    catalogue: catalogueTests,
  };
  const names = new Set(Object.values(groups).flatMap((tests) => Object.keys(tests)));
  const unknown = excuses.filter((excuse) => !names.has(excuse.test));
  if (unknown.length > 0) throw new Error(`no such test to be excused from: ${unknown.map((e) => e.test).join(', ')}`);

  describe.each(Object.entries(groups))(`${name}: %s`, { timeout: 30_000 }, (_group, tests) => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.dispose());
    for (const [title, run] of Object.entries(tests)) {
      const excuse = excuses.find((candidate) => candidate.test === title);
      test.skipIf(excuse !== undefined)(title, () => run(opened.store));
    }
  });
}
