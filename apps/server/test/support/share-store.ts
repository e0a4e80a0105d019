// The store of shares in a folder that goes with its test or tests, asked as the main thread asks it.
import { rmSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { openShareStore } from '../../src/storage/sqlite-tables/shares.ts';
import type { AskShares } from '../../src/threads/messages.ts';
import { createShareAnswers } from '../../src/threads/shares-service.ts';
import { temporaryFolder } from './built-server.ts';

/** `atEnd`: afterAll, where several tests share it. */
export function shareStoreOfTest(atEnd: (clean: () => void) => void = onTestFinished): {
  readonly folder: string;
  readonly askShares: AskShares;
} {
  const folder = temporaryFolder();
  const store = openShareStore({ folder });
  atEnd(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { folder, askShares: createShareAnswers(store) };
}
