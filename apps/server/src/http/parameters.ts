// Query strings -> the validated parameters of an endpoint.
import type { z } from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { QueryFailure } from '../threads/messages.ts';

/** Parameters that may stand several times; all others at most once. */
const LISTS: ReadonlySet<string> = new Set([
  'attr',
  'spanAttr',
  'resourceAttr',
  'notAttr',
  'notSpanAttr',
  'notResourceAttr',
  'fold',
]);

/**
 * Reads a query string by a schema. Unknown names are refused, because a mistyped filter that is ignored looks like an
 * answer.
 */
export function parseParameters<S extends z.ZodObject>(
  schema: S,
  search: URLSearchParams,
): Result<z.infer<S>, QueryFailure> {
  const raw = new Map<string, string | string[]>();
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    if (!LISTS.has(name) && values.length > 1) return err(invalid([{ path: name, message: 'stands more than once' }]));
    raw.set(name, LISTS.has(name) ? values : (values[0] ?? ''));
  }
  const parsed = schema.strict().safeParse(Object.fromEntries(raw));
  if (parsed.success) return ok(parsed.data as z.infer<S>);
  return err(invalid(parsed.error.issues.flatMap(readableIssues)));
}

type Issue = NonNullable<QueryFailure['issues']>[number];

function readableIssues(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: key, message: 'is not a parameter of this endpoint' }));
  }
  return [{ path: issue.path.join('.'), message: issue.message }];
}

function invalid(issues: Issue[]): QueryFailure {
  const sentences = issues.map((issue) => `${issue.path}: ${issue.message}`);
  return { code: 'bad_request', message: `Wrong parameters: ${sentences.join('; ')}.`, issues };
}
