// Which methods a path understands, read from the routes themselves.
import type { Hono } from 'hono';

/** Sorted, HEAD beside every GET; empty when no route is there. Catch-all routes and middleware do not count. */
export function allowedMethods(routes: Hono['routes'], path: string): readonly string[] {
  const methods = new Set(
    routes
      .filter((route) => route.method !== 'ALL' && !route.path.includes('*') && matches(route.path, path))
      .map((route) => route.method),
  );
  if (methods.has('GET')) methods.add('HEAD');
  return [...methods].sort();
}

/** `pattern` is a route such as /traces/:traceId. */
function matches(pattern: string, path: string): boolean {
  const parts = pattern.split('/');
  const given = path.split('/');
  return parts.length === given.length && parts.every((part, i) => part.startsWith(':') || part === given[i]);
}
