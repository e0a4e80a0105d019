import { describe, expect, it } from 'vitest';
import { readTraceFile } from './trace-file.ts';

const span = (traceId: string, start: number | string, end: number | string) => ({
  traceId,
  spanId: '00f067aa0ba902b7',
  name: 'a',
  startTimeUnixNano: start,
  endTimeUnixNano: end,
});
const document = (...spans: object[]) => ({ resourceSpans: [{ scopeSpans: [{ spans }] }] });

describe('readTraceFile', () => {
  it('takes one document, on any number of lines', () => {
    const text = JSON.stringify(
      document(span('AA', '10', '30'), span('aa', '20', 25), span('bb', 5, '0')),
      undefined,
      2,
    );
    const file = readTraceFile(text);
    expect(file).toEqual({
      documents: [{ text, spans: 3 }],
      spans: 3,
      traceIds: new Set(['aa', 'bb']),
      window: { start: 5n, end: 30n },
    });
  });

  it('takes a document a line, leaves out other signals, and ignores empty lines', () => {
    const lines = [
      document(span('aa', '10', '20')),
      { resourceLogs: [] },
      document(span('bb', '1', '2'), span('bb', '2', '3')),
    ].map((line) => JSON.stringify(line));
    const file = readTraceFile(`${lines.join('\n')}\n\n`);
    if (typeof file === 'string') throw new Error(file);
    expect(file.documents.map(({ spans }) => spans)).toEqual([1, 2]);
    expect(file.documents.map(({ text }) => text)).toEqual([lines[0], lines[2]]);
    expect(file.window).toEqual({ start: 1n, end: 20n });
  });

  it.each([
    ['', 'no-traces'],
    ['{', 'not-json'],
    ['trace,span\n1,2', 'not-json'],
    ['{}', 'no-traces'],
    ['[]', 'no-traces'],
    ['null', 'no-traces'],
    ['{"data":[{"traceID":"1"}]}', 'no-traces'],
    ['{"resourceSpans":[]}', 'no-traces'],
    [`${JSON.stringify(document(span('aa', 1, 2)))}\n{"resourceSpans"`, 'not-json'],
  ])('%s is %s', (text, problem) => {
    expect(readTraceFile(text)).toBe(problem);
  });

  it('knows no window when no span has a time', () => {
    expect(readTraceFile(JSON.stringify(document(span('aa', 0, 'soon'))))).toMatchObject({ window: undefined });
  });
});
