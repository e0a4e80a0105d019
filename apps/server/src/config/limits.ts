// What one request may hold, for every door that takes traces.

/** Bytes of a body, after inflation: what OTLP recommends. https://opentelemetry.io/docs/specs/otlp/ */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;
