// What no page may do, in any test: break its content security policy, write an error to the console, throw, or ask
// another host for something.
import type { BrowserContext, Page, Worker } from '@playwright/test';

export interface Guard {
  /** Watches every page of a context, from its first byte. */
  watch(context: BrowserContext): Promise<void>;
  /** Console errors that this test provokes, such as those of a server that it stops. Violations are never allowed. */
  allowConsole(pattern: RegExp): void;
  /** What was seen and not allowed. */
  problems(): readonly string[];
}

const POLICY = 'policy:';
/** A page or worker that is gone breaks nothing more. */
const GONE = /\b(closed|destroyed)\b/;

/** As an exception that nobody caught: those are noticed. */
function reportFromInside(worker: Worker): Promise<void> {
  return worker.evaluate((policy) => {
    self.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      reportError(new Error(`${policy} ${violatedDirective} ${blockedURI} ${sample}`));
    });
  }, POLICY);
}

/** `origin` is the only one that pages may talk to. */
export function createGuard(origin: string): Guard {
  const always: string[] = [];
  const written: string[] = [];
  const allowed: RegExp[] = [];

  const unlessGone = (error: unknown): void => {
    if (!GONE.test(String(error))) always.push(`guard: ${String(error)}`);
  };
  /**
   * What a worker breaks is no event of its page. The browser writes most of it to the page's log, also what came before the
   * log was asked for; of `eval` it only tells the worker itself.
   */
  const watchWorkers = async (page: Page): Promise<void> => {
    page.on('worker', (worker) => {
      reportFromInside(worker).catch(unlessGone);
    });
    const log = await page.context().newCDPSession(page);
    log.on('Log.entryAdded', ({ entry: { source, level, text, url = '' } }) => {
      if (source !== 'worker' || level !== 'error') return;
      if (text.includes('Content Security Policy')) always.push(`${POLICY} ${text} (${url})`);
      else written.push(`worker: ${text} (${url})`);
    });
    await log.send('Log.enable');
  };

  return {
    async watch(context) {
      await context.exposeFunction('reportPolicyViolation', (text: string) => void always.push(`${POLICY} ${text}`));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const report: unknown = Reflect.get(window, 'reportPolicyViolation');
          if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
      });
      context.on('page', (page) => {
        watchWorkers(page).catch(unlessGone);
      });
      context.on('weberror', (error) => always.push(`uncaught: ${error.error().stack ?? error.error().message}`));
      context.on('console', (message) => {
        if (message.type() === 'error') written.push(`console: ${message.text()} (${message.location().url})`);
      });
      context.on('request', (request) => {
        const url = new URL(request.url());
        if (url.protocol.startsWith('http') && url.origin !== origin) always.push(`other host: ${request.url()}`);
      });
    },
    allowConsole: (pattern) => void allowed.push(pattern),
    problems: () => [...always, ...written.filter((line) => !allowed.some((pattern) => pattern.test(line)))],
  };
}
