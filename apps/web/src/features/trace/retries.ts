// Which of the children of a span are further attempts of a call that failed before.
import { serviceKey, type ViewSpan } from './view-span.ts';

/** Of the HTTP conventions: how often the request was sent again. */
const RESEND_KEY = 'http.request.resend_count';

/**
 * For siblings in the order of their starts, the number of the attempt each one is: 0 for the first, nothing at all when
 * all are first ones. What the span says
 * of itself counts; else a call of the same name that begins after one that failed has ended is the next attempt.
 */
export function retryNumbers(siblings: readonly ViewSpan[]): readonly number[] {
  // Most calls neither fail nor are sent again: those cost no more than this look.
  if (!siblings.some((span) => span.error || resends(span) > 0)) return [];
  const failed = new Map<string, { readonly end: number; readonly attempt: number }>();
  return siblings.map((span) => {
    const said = resends(span);
    const identity = callIdentity(span);
    const before = failed.get(identity);
    const again = before !== undefined && span.start >= before.end ? before.attempt + 1 : 0;
    const attempt = said > 0 ? said : again;
    if (span.error) failed.set(identity, { end: span.end, attempt });
    else failed.delete(identity);
    return attempt;
  });
}

/** What an HTTP client says of itself; 0 when it says nothing that makes sense. */
function resends(span: ViewSpan): number {
  if (span.api.kind !== 'client') return 0;
  const said = Number(span.api.attributes.find(({ key }) => key === RESEND_KEY)?.text ?? 0);
  return Number.isSafeInteger(said) && said > 0 ? said : 0;
}

/** Same name, kind and service, towards the same peer. */
export function callIdentity(span: ViewSpan): string {
  return [serviceKey(span.service), span.api.kind, span.api.name, span.peer?.kind, span.peer?.name].join('\u0000');
}
