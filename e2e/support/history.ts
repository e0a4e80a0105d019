// Waits until the demo's shop has sent its history.
import type { APIRequestContext } from '@playwright/test';
import { expect } from './fixtures.ts';

/** What the shop has sent once its history is complete. */
const HISTORY_SPANS = 195_000;

/** May take minutes. */
export async function historyIsComplete(request: APIRequestContext): Promise<void> {
  const spans = async (): Promise<number> => {
    const answer = await request.get('/api/v1/status');
    return ((await answer.json()) as { readonly ingest: { readonly acceptedSpans: number } }).ingest.acceptedSpans;
  };
  await expect.poll(spans, { timeout: 300_000 }).toBeGreaterThan(HISTORY_SPANS);
}
