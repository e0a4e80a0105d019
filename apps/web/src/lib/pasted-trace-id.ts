// A trace id as it comes out of a log, a header or another tool.

/** 32 hex digits in any case, with or without dashes, or inside a `traceparent`. In lower case; undefined when there is none. */
export function pastedTraceId(text: string): string | undefined {
  const written = text.trim().toLowerCase();
  const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/.exec(written)?.[1];
  const id = traceparent ?? written.replace(/^(?:trace[-_ ]?id\s*[:=]\s*)?["']?|["',;]+$/g, '').replaceAll('-', '');
  return /^[0-9a-f]{32}$/.test(id) && !/^0+$/.test(id) ? id : undefined;
}
