// Which of the children of a span are further attempts of a call that failed before.
import type { ViewSpan } from './view-span.ts';

/** Of the HTTP conventions: how often the request was sent again. */
const RESEND_KEY = 'http.request.resend_count';

/**
 * For siblings in the order of their starts, the number of the attempt each one is: 0 for the first, nothing at all when
 * all are first ones. What the span says
 * of itself counts; else a call of the same name that begins after one that failed has ended is the next attempt.
 */
export function retryNumbers(siblings: readonly ViewSpan[]): readonly number[] {
  if (!siblings.some(mayBeRepeated)) return [];
  const failed = new Map<number, { readonly end: number; readonly attempt: number }>();
  return siblings.map((span) => {
    const said = resends(span);
    const before = failed.get(span.call);
    const again = before !== undefined && span.start >= before.end ? before.attempt + 1 : 0;
    const attempt = said > 0 ? said : again;
    if (span.error) failed.set(span.call, { end: span.end, attempt });
    else failed.delete(span.call);
    return attempt;
  });
}

/** What an HTTP client says of itself; 0 when it says nothing that makes sense. */
function resends(span: ViewSpan): number {
  if (span.kind !== 'client' || span.attributes.length === 0) return 0;
  const said = Number(span.attributes.find(({ key }) => key === RESEND_KEY)?.text ?? 0);
  return Number.isSafeInteger(said) && said > 0 ? said : 0;
}

/** Whether a row of siblings may hold a further attempt at all: most calls neither fail nor are sent again. */
export function mayBeRepeated(span: ViewSpan): boolean {
  return span.error || resends(span) > 0;
}
