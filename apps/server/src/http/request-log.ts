// One line a request at debug level. Of the request only method and path: queries hold what people search for, headers hold
// tokens and cookies.
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';

/** `clock` gives milliseconds and never goes back. The time is that until the answer begins. */
export function requestLog(logger: Logger, clock: () => number): MiddlewareHandler {
  return async (c, next) => {
    const begun = clock();
    await next();
    const { method, path } = c.req;
    logger.debug({ method, path, status: c.res.status, ms: Math.round(clock() - begun) }, 'request');
  };
}
