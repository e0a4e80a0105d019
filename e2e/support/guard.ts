// What no page may do, in any test: break its content security policy, write an error to the console, throw, or ask
// another host for something.
import type { BrowserContext, Page } from '@playwright/test';

export interface Guard {
  /** Watches every page of a context, from its first byte. */
  watch(context: BrowserContext): Promise<void>;
  /** Console errors that this test provokes, such as those of a server that it stops. Violations are never allowed. */
  allowConsole(pattern: RegExp): void;
  /** What was seen and not allowed. */
  problems(): readonly string[];
}

/** What a worker says over the DevTools protocol, an event or an answer: as much of it as is read here. */
interface FromWorker {
  readonly method?: string;
  readonly params?: { readonly issue: { readonly details: { contentSecurityPolicyIssueDetails?: PolicyIssue } } };
  readonly error?: { readonly message: string };
}

/** https://chromedevtools.github.io/devtools-protocol/tot/Audits/#type-ContentSecurityPolicyIssueDetails */
interface PolicyIssue {
  readonly violatedDirective: string;
  readonly contentSecurityPolicyViolationType: string;
  readonly blockedURL?: string;
  readonly sourceCodeLocation?: { readonly url: string };
}

const POLICY = 'policy:';
/** A page or worker that is gone breaks nothing more. */
const GONE = /\b(closed|destroyed)\b|No session with given id/;

/** `origin` is the only one that pages may talk to. */
export function createGuard(origin: string): Guard {
  const always: string[] = [];
  const written: string[] = [];
  const allowed: RegExp[] = [];

  const unlessGone = (error: unknown): void => {
    if (!GONE.test(String(error))) always.push(`guard: ${String(error)}`);
  };
  /**
   * What a worker breaks is no event of its page. The browser writes most of it to the page's log; of `eval` only the issues
   * of the worker tell. Both tell also what came before they were asked for.
   */
  const watchWorkers = async (page: Page): Promise<void> => {
    const session = await page.context().newCDPSession(page);
    session.on('Log.entryAdded', ({ entry: { source, level, text, url = '' } }) => {
      if (source !== 'worker' || level !== 'error') return;
      if (text.includes('Content Security Policy')) always.push(`${POLICY} ${text} (${url})`);
      else written.push(`worker: ${text} (${url})`);
    });
    session.on('Target.attachedToTarget', ({ sessionId }) => {
      const message = JSON.stringify({ id: 1, method: 'Audits.enable' });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(unlessGone);
    });
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { method, params, error } = JSON.parse(message) as FromWorker;
      if (error !== undefined) unlessGone(error.message);
      const issue =
        method === 'Audits.issueAdded' ? params?.issue.details.contentSecurityPolicyIssueDetails : undefined;
      if (issue === undefined) return;
      const { violatedDirective, contentSecurityPolicyViolationType, blockedURL, sourceCodeLocation } = issue;
      const what = blockedURL ?? contentSecurityPolicyViolationType;
      always.push(`${POLICY} ${violatedDirective} ${what} (${sourceCodeLocation?.url ?? 'a worker'})`);
    });
    await session.send('Log.enable');
    // Not flat: Playwright tells nothing of flat sessions that it did not open itself.
    await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
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
