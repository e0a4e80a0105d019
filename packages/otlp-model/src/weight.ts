// Sampling weight of a span: how many spans of the real system it stands for.
// https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/

const TOTAL = 1n << 56n;
const THRESHOLD = /^[0-9a-f]{1,14}$/;

/** 1 / sampling probability from the `th` value of the `ot` member of a W3C tracestate, else 1. */
export function weightOf(traceState: string): number {
  if (traceState === '') return 1;
  for (const member of traceState.split(',')) {
    const trimmed = member.trim();
    if (!trimmed.startsWith('ot=')) continue;
    for (const entry of trimmed.slice(3).split(';')) {
      if (!entry.startsWith('th:')) continue;
      const digits = entry.slice(3);
      if (!THRESHOLD.test(digits)) return 1;
      const rejected = BigInt(`0x${digits.padEnd(14, '0')}`);
      return Number(TOTAL) / Number(TOTAL - rejected);
    }
  }
  return 1;
}
