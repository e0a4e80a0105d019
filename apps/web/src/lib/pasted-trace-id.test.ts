// Trace ids as people paste them.
import { describe, expect, it } from 'vitest';
import { pastedTraceId } from './pasted-trace-id.ts';

const ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('pastedTraceId', () => {
  it.each([
    ID,
    ` ${ID.toUpperCase()}\n`,
    `00-${ID}-00f067aa0ba902b7-01`,
    '4bf92f35-77b3-4da6-a3ce-929d0e0e4736',
    `trace_id=${ID}`,
    `traceId: "${ID}",`,
  ])('%j', (text) => expect(pastedTraceId(text)).toBe(ID));

  it.each(['', 'checkout', ID.slice(1), `${ID}0`, '0'.repeat(32), `g${ID.slice(1)}`])('%j is none', (text) =>
    expect(pastedTraceId(text)).toBeUndefined(),
  );
});
