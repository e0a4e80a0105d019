// What the server said, or what went wrong on the way to it.
import { ApiError } from '../../api/client.ts';

export function wordsOf(error: Error): string {
  return error instanceof ApiError && error.failure.kind === 'refused' ? error.failure.message : error.message;
}
