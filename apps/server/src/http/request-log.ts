// One line a request at debug level. Of the request only method and path: queries hold what people search for, headers hold
// tokens and cookies.
import type { MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';

/** A link is all that one needs to open what is shared. */
const SECRET = /^(\/(?:s|embed|live)\/).+/;

/** The path of a request as a log may hold it. */
export function toldPath(path: string): string {
  return path.replace(SECRET, '$1…');
}

/** `clock` gives milliseconds and never goes back. The time is that until the answer begins. */
export function requestLog(logger: Logger, clock: () => number): MiddlewareHandler {
  return async (c, next) => {
    const begun = clock();
    await next();
    const { method } = c.req;
    logger.debug(
      { method, path: toldPath(c.req.path), status: c.res.status, ms: Math.round(clock() - begun) },
      'request',
    );
  };
}
