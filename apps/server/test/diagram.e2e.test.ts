// Diagrams of the built program: drawn by a server and in a shell, the same bytes; what exit codes say.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltServer, runBuiltMeanwhile, startBuilt, temporaryFolder } from './support/built-server.ts';
import { parseSvg, textsOf } from './support/drawers.ts';

const TOKEN = 'correct-horse-battery-staple';
const folder = temporaryFolder();
const files = mkdtempSync(join(tmpdir(), 'spanloom-files-'));
let server: BuiltServer;
let traceId: string;
const otherId = '5b8efff798038103d269b633813fc60d';

const START = 1_700_000_000_000_000_000n;
const WINDOW = ['--window', '1h', '--end', new Date(Number(START / 1_000_000n) + 60_000).toISOString()];

function span(service: string, spanId: string, rest: object) {
  return {
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [
      {
        spans: [{ traceId, spanId, startTimeUnixNano: `${START}`, endTimeUnixNano: `${START + 5_000_000n}`, ...rest }],
      },
    ],
  };
}

beforeAll(async () => {
  traceId = '5b8efff798038103d269b633813fc60c';
  server = await startBuilt({ folder, environment: { SPANLOOM_TOKEN: TOKEN } });
  const response = await fetch(server.otlpHttp, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({
      resourceSpans: [
        span('web', '0000000000000001', { name: 'POST /pay', kind: 3 }),
        span('支付', '0000000000000002', {
          name: 'POST /pay',
          kind: 2,
          parentSpanId: '0000000000000001',
          status: { code: 2 },
          attributes: [{ key: 'order.state', value: { stringValue: 'paid' } }],
        }),
        span('web', '0000000000000001', { traceId: otherId, name: 'POST /pay', kind: 3 }),
        span('card', '0000000000000002', {
          traceId: otherId,
          name: 'POST /pay',
          kind: 2,
          parentSpanId: '0000000000000001',
        }),
      ],
    }),
  });
  if (!response.ok) throw new Error(`sending answered ${response.status}`);
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
  rmSync(files, { recursive: true, force: true });
});

const diagram = (...args: readonly string[]) => runBuiltMeanwhile(['diagram', ...args], {});
const asked = (): string[] => ['--server', server.ui, '--token', TOKEN];
const file = (name: string): string => join(files, name);

describe('drawn by the server and from its folder', () => {
  test.each([
    ['map', 'svg', () => WINDOW],
    ['map', 'png', () => [...WINDOW, '--theme', 'dark', '--query', 'service=web']],
    ['map', 'mmd', () => [...WINDOW, '--fold', 'proxies', '--split', 'version']],
    ['sequence', 'svg', () => ['--trace', traceId, '--theme', 'dark']],
    ['entities', 'svg', () => ['--trace', traceId, '--language', 'zh']],
    ['hops', 'mmd', () => [...WINDOW, '--language', 'zh']],
    ['propagation', 'svg', () => ['--trace', traceId]],
    ['states', 'svg', () => ['--trace', traceId, '--theme', 'dark']],
    ['states', 'mmd', () => ['--trace', traceId, '--by', 'order.state']],
    ['calls', 'png', () => ['--trace', traceId]],
    ['calls', 'mmd', () => ['--trace', traceId, '--against', otherId]],
    ['calls', 'svg', () => ['--trace', traceId, '--against', otherId.toUpperCase()]],
    ['gantt', 'html', () => ['--trace', traceId]],
    ['waterfall', 'svg', () => ['--trace', traceId]],
    ['results', 'svg', () => [...WINDOW, '--query', 'service=web&sort=longest']],
    ['waterfall', 'html', () => ['--trace', traceId, '--redact', 'services']],
    ['sequence', 'mmd', () => ['--trace', traceId]],
    ['map', 'md', () => WINDOW],
  ])('%s as %s: the same bytes, also while the server works in the folder', async (kind, ending, args) => {
    const [a, b] = [file(`${kind}-a.${ending}`), file(`${kind}-b.${ending}`)];
    expect(await diagram(kind, ...args(), '--out', a, ...asked())).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await diagram(kind, ...args(), '--out', b, '--data', folder)).toEqual({ code: 0, stdout: '', stderr: '' });
    const bytes = readFileSync(a);
    expect(bytes.length).toBeGreaterThan(100);
    expect(readFileSync(b).equals(bytes)).toBe(true);
  });

  test('the files are what their endings say', () => {
    expect(textsOf(parseSvg(readFileSync(file('map-a.svg'), 'utf8')))).toEqual(expect.arrayContaining(['web', '支付']));
    expect(textsOf(parseSvg(readFileSync(file('entities-a.svg'), 'utf8')))).toContain('未说明');
    expect(readFileSync(file('hops-a.mmd'), 'utf8')).toContain('accTitle: 逐跳上下文传播');
    expect(readFileSync(file('map-a.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(file('sequence-a.mmd'), 'utf8')).toMatch(/^sequenceDiagram\n/);
    expect(textsOf(parseSvg(readFileSync(file('propagation-a.svg'), 'utf8')))).toContain('web');
    expect(textsOf(parseSvg(readFileSync(file('states-a.svg'), 'utf8')))).toContain('Failed');
    expect(textsOf(parseSvg(readFileSync(file('waterfall-a.svg'), 'utf8')))).toContain('支付');
    expect(readFileSync(file('waterfall-a.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*service-1/);
    expect(readFileSync(file('states-a.mmd'), 'utf8')).toMatch(
      /^stateDiagram-v2\n%% source: .*, attribute order.state, /,
    );
    expect(readFileSync(file('calls-a.mmd'), 'utf8')).toMatch(/new[\s\S]*gone|gone[\s\S]*new/);
    expect(readFileSync(file('calls-a.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(file('map-a.md'), 'utf8')).toMatch(/^```mermaid\nflowchart LR\n[\s\S]*\n```\n$/);
  });
});

test('the address of a picture answers the bytes that the command writes', async () => {
  const response = await fetch(`${server.ui}/api/v1/diagrams/sequence.svg?trace=${traceId}&theme=dark`, {
    headers: { Authorization: `Bearer ${TOKEN}` },
  });
  expect(await response.text()).toBe(readFileSync(file('sequence-a.svg'), 'utf8'));
});

test('so does the link of a snapshot, as SVG and as PNG', async () => {
  for (const [kind, ending] of [
    ['sequence', 'svg'],
    ['waterfall', 'svg'],
    ['calls', 'png'],
  ] as const) {
    const theme = kind === 'sequence' ? '&theme=dark' : '';
    const made = await fetch(`${server.ui}/api/v1/shares`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ kind, query: `trace=${traceId}${theme}`, title: 'T' }),
    });
    const { path } = (await made.json()) as { readonly path: string };
    const bytes = Buffer.from(await (await fetch(`${server.ui}${path}.${ending}`)).arrayBuffer());
    expect(bytes.equals(readFileSync(file(`${kind}-a.${ending}`))), kind).toBe(true);
  }
});

describe('exit code 1: what was asked for could not be done', () => {
  test('a trace that is not there, by server and from the folder', async () => {
    const args = ['sequence', '--trace', 'f'.repeat(32), '--out', file('x.svg')];
    for (const source of [asked(), ['--data', folder]]) {
      const { code, stderr } = await diagram(...args, ...source);
      expect({ code, said: stderr.includes('is stored here') }).toEqual({ code: 1, said: true });
    }
  });

  test('no token, nobody there, no folder, a place that cannot be written', async () => {
    const map = ['map', ...WINDOW, '--out', file('x.svg')];
    const cases: [readonly string[], string][] = [
      [[...map, '--server', server.ui], 'asks for its token'],
      [[...map, '--server', 'http://127.0.0.1:1'], 'No server answers'],
      [[...map, '--data', join(files, 'nothing-here')], 'cannot be opened'],
      [['map', ...WINDOW, '--out', join(files, 'nothing-here', 'x.svg'), ...asked()], 'cannot be written'],
      [['map', '--query', 'servise=web', '--out', file('x.svg'), ...asked()], 'servise'],
      [['map', '--fold', 'envoy', '--out', file('x.svg'), ...asked()], 'fold'],
      [['map', '--query', 'servise=web', '--out', file('x.svg'), '--data', folder], 'servise'],
    ];
    for (const [args, words] of cases) {
      const { code, stdout, stderr } = await diagram(...args);
      expect({ args, code, stdout }).toEqual({ args, code: 1, stdout: '' });
      expect(stderr).toContain(words);
    }
  });
});

test.each([
  [[], 'Which diagram?'],
  [['mapp', '--out', 'x.svg'], 'Did you mean map?'],
  [['map'], '--out FILE'],
  [['map', '--out', 'x.gif'], 'must end with .svg'],
  [['map', '--out', 'x.svg', '--window', 'long'], 'must be a length of time'],
  [['map', '--out', 'x.svg', '--end', 'soon'], 'must be a time'],
  [['map', '--out', 'x.svg', '--theme', 'blue'], 'light or dark'],
  [['map', '--out', 'x.svg', '--language', 'de'], 'must be en or zh'],
  [['map', '--out', 'x.svg', '--server', 'http://a.example', '--data', '/tmp'], 'not both'],
  [['sequence', '--out', 'x.svg'], '--trace ID'],
  [['map', '--out', 'x.svg', '--against', 'f'.repeat(32)], '--against LENGTH'],
  [['calls', '--out', 'x.svg', '--trace', '5b8e', '--against', '1h'], '--against ID'],
  [['sequence', '--out', 'x.svg', '--trace', '5b8e', '--against', '1h'], 'not with sequence'],
  [['calls', '--out', 'x.svg', '--trace', '5b8e', '--against', 'soon'], 'a length of time such as'],
  [['waterfall', '--out', 'x.mmd', '--trace', '5b8e'], 'no Mermaid text of waterfall'],
])('exit code 2 and a sentence for diagram %j', async (args, words) => {
  const { code, stdout, stderr } = await diagram(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(words);
});

test('--help tells of it', async () => {
  const { code, stdout } = await diagram('--help');
  expect(code).toBe(0);
  for (const part of [
    'diagram KIND',
    'map, deployment, ',
    '--out FILE',
    '--window LENGTH',
    '--trace ID',
    '--theme THEME',
  ]) {
    expect(stdout).toContain(part);
  }
});

describe('a share', () => {
  const headers = { Authorization: `Bearer ${TOKEN}` };
  const share = async (kind: string, query: string) => {
    const body = JSON.stringify({ kind, query, title: 'Shared' });
    const response = await fetch(`${server.ui}/api/v1/shares`, { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    return ((await response.json()) as { readonly path: string }).path;
  };
  // Without the token of the server.
  const bytesOf = async (path: string) => Buffer.from(await (await fetch(`${server.ui}${path}`)).arrayBuffer());
  const end = START + 60_000_000_000n;
  const map = `start=${end - 3_600_000_000_000n}&end=${end}`;

  test.each([
    ['map', () => map, () => WINDOW],
    [
      'sequence',
      () => `trace=${traceId}&theme=dark&redact=services`,
      () => ['--trace', traceId, '--theme', 'dark', '--redact', 'services'],
    ],
    ['calls', () => `trace=${traceId}`, () => ['--trace', traceId]],
    ['calls', () => `trace=${traceId}&against=${otherId}`, () => ['--trace', traceId, '--against', otherId]],
  ] as const)('%s has the bytes that the command writes for the same window and theme', async (kind, query, args) => {
    const path = await share(kind, query());
    for (const ending of ['svg', 'png', 'mmd']) {
      const written = file(`shared-${kind}.${ending}`);
      expect(await diagram(kind, ...args(), '--out', written, '--data', folder)).toMatchObject({ code: 0 });
      expect((await bytesOf(`${path}.${ending}`)).equals(readFileSync(written)), ending).toBe(true);
    }
  });

  // The last one: nothing is left to draw.
  test('opens after a restart, and when everything was deleted', async () => {
    const path = await share('map', map);
    const before = await bytesOf(`${path}.svg`);
    expect(textsOf(parseSvg(before.toString()))).toContain('支付');
    const deleted = await fetch(`${server.ui}/api/v1/data?confirm=everything`, { method: 'DELETE', headers });
    expect(deleted.status).toBe(200);
    expect(await server.stop('SIGTERM')).toBe(0);
    server = await startBuilt({ folder, environment: { SPANLOOM_TOKEN: TOKEN } });
    expect((await bytesOf(`${path}.svg`)).equals(before)).toBe(true);
  });
});
