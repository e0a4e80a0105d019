// Structured logs on stderr; stdout is for people.
import { type Logger, pino } from 'pino';
import type { LogLevel } from '../config/settings.ts';

/** Writes synchronously, so that the last words of a dying process are not lost. */
export function createLogger(level: LogLevel, thread: string): Logger {
  const options = { level, base: { thread }, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, pino.destination({ dest: 2, sync: true }));
}
