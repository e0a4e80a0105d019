// What stands in an exported file, and what it is called.
import type { TraceSummary } from '@spanloom/api-schema';
import { describe, expect, it } from 'vitest';
import { type ExportContent, exportFile } from './export-file.ts';

const START = 1_700_000_000_123_456_789n;

function trace(change: Partial<TraceSummary> = {}): TraceSummary {
  return {
    traceId: '0af7651916cd43dd8448eb211c80319c',
    start: String(START),
    duration: '1840000001',
    spans: 3,
    errors: 1,
    weight: 12,
    root: {
      spanId: 'b7ad6b7169203331',
      service: { name: 'shop, "web"', namespace: '', color: 1 },
      operation: '=HYPERLINK("http://x")',
      kind: 'server',
      error: true,
    },
    complete: true,
    services: [
      { name: 'shop, "web"', namespace: '', color: 1, spans: 2, errors: 1 },
      { name: '订单', namespace: 'eu', color: 2, spans: 1, errors: 0 },
    ],
    ...change,
  };
}

function content(change: Partial<ExportContent> = {}): ExportContent {
  return {
    question: { service: 'shop', sort: 'newest' },
    window: { start: 1_700_000_000_000_000_000n, end: 1_700_003_600_999_999_999n },
    watermark: 7,
    traces: [trace()],
    more: false,
    ...change,
  };
}

describe('the file of a search', () => {
  it('is called after its window', () => {
    expect(exportFile('csv', content()).name).toBe('spanloom-traces_2023-11-14T22-13-20Z_2023-11-14T23-13-20Z.csv');
    expect(exportFile('json', content()).name).toBe('spanloom-traces_2023-11-14T22-13-20Z_2023-11-14T23-13-20Z.json');
  });

  it('says in its name that there are more', () => {
    const { name } = exportFile('csv', content({ more: true, traces: [trace(), trace()] }));
    expect(name).toBe('spanloom-traces_2023-11-14T22-13-20Z_2023-11-14T23-13-20Z_first-2.csv');
  });

  it('is CSV to the nanosecond, with hostile names as texts', () => {
    const [head, row, end] = exportFile('csv', content()).text.slice(1).split('\r\n');
    expect(head).toBe(
      'trace_id,start,start_unix_nano,duration_nano,root_service,root_namespace,root_operation,root_kind,root_error,spans,errors,weight,complete,services',
    );
    expect(row).toBe(
      [
        '0af7651916cd43dd8448eb211c80319c,2023-11-14T22:13:20.123456789Z,1700000000123456789,1840000001',
        '"shop, ""web""",,"\'=HYPERLINK(""http://x"")",server,true,3,1,12,true',
        '"shop, ""web"" 2; eu/订单 1"',
      ].join(','),
    );
    expect(end).toBe('');
  });

  it('leaves the root empty in CSV while it is not known', () => {
    const { root: _root, ...rootless } = trace({ complete: false });
    const [, row] = exportFile('csv', content({ traces: [rootless] })).text.split('\r\n');
    expect(row).toContain(',1840000001,,,,,,3,1,12,false,');
  });

  it('is JSON with what was asked, whether it is all, and every trace as the API told it', () => {
    const two = [trace(), trace({ traceId: '1'.repeat(32) })];
    const { text } = exportFile('json', content({ more: true, traces: two }));
    expect(JSON.parse(text)).toEqual({
      search: { service: 'shop', sort: 'newest' },
      window: { start: '1700000000000000000', end: '1700003600999999999' },
      watermark: 7,
      complete: false,
      traces: two,
    });
    expect(text.trimEnd().split('\n')).toHaveLength(4);
    expect(JSON.parse(exportFile('json', content({ traces: [] })).text)).toMatchObject({ complete: true, traces: [] });
  });
});
