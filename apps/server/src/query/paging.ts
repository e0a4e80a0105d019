// Where a page of search begins: now, or where the one before ended, as of the same moment.
import type { SearchParameters } from '@spanloom/api-schema';
import { ok, type Result } from '@spanloom/otlp-model';
import type { StoreSnapshot } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { badRequest } from './answers.ts';
import { decodeCursor, type PlaceForm } from './cursor.ts';
import type { QueryContext } from './queries.ts';

export interface PageStart<P> {
  readonly snapshot: StoreSnapshot;
  readonly after: P | undefined;
}

export function pageStart<P>(
  parameters: SearchParameters,
  { reader, scope }: QueryContext,
  form: PlaceForm<P>,
): Result<PageStart<P>, QueryFailure> {
  const snapshot = reader.snapshot(scope);
  if (parameters.cursor === undefined) return ok({ snapshot, after: undefined });
  const cursor = decodeCursor(parameters.cursor, parameters, form);
  if (!cursor.ok) return badRequest('cursor', cursor.error);
  const { watermark, after } = cursor.value;
  if (watermark > snapshot.watermark) {
    return badRequest('cursor', 'this cursor is from other data; leave it out to start from the first page');
  }
  return ok({ snapshot: reader.snapshot(scope, watermark), after });
}
