// What no page may do, in any test: break its content security policy, write an error to the console, throw, or ask
// another host for something.
import type { BrowserContext } from '@playwright/test';

export interface Guard {
  /** Watches every page of a context, from its first byte. */
  watch(context: BrowserContext): Promise<void>;
  /** Console errors that this test provokes, such as those of a server that it stops. Violations are never allowed. */
  allowConsole(pattern: RegExp): void;
  /** What was seen and not allowed. */
  problems(): readonly string[];
}

/** `origin` is the only one that pages may talk to. */
export function createGuard(origin: string): Guard {
  const always: string[] = [];
  const written: string[] = [];
  const allowed: RegExp[] = [];

  return {
    async watch(context) {
      await context.exposeFunction('reportPolicyViolation', (text: string) => void always.push(`policy: ${text}`));
      await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          const report: unknown = Reflect.get(window, 'reportPolicyViolation');
          if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
        });
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
