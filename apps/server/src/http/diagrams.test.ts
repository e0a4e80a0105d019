// Diagrams over HTTP, by app.request(), with a drawer that tells what it was asked to draw.
import { liveDiagramResponse } from '@spanloom/api-schema';
import { SERVICE_COLORS } from '@spanloom/diagrams';
import { expect, test } from 'vitest';
import { startInProcess } from '../../test/support/in-process.ts';
import { errorOf, failedPayment, get, WINDOW } from '../../test/support/payments.ts';
import {
  at,
  attributesOf,
  resourceOf,
  resourceSpansOf,
  spanIdOf,
  spanOf,
  traceIdOf,
} from '../../test/support/spans.ts';
import type { DrawingJob, DrawPicture } from '../threads/messages.ts';

const MAP = `/api/v1/diagrams/map.svg?${WINDOW}`;
const SEQUENCE = `/api/v1/diagrams/sequence.svg?trace=${traceIdOf(1)}`;

function drawer(): { readonly jobs: DrawingJob[]; readonly drawPicture: DrawPicture } {
  const jobs: DrawingJob[] = [];
  return {
    jobs,
    drawPicture: async (job) => {
      jobs.push(job);
      return job.format === 'svg'
        ? { ok: true, value: { format: 'svg', svg: '<svg/>' } }
        : { ok: true, value: { format: 'png', png: new Uint8Array([137, 80]) } };
    },
  };
}

async function withPayment(drawPicture?: DrawPicture) {
  const server = startInProcess({ drawPicture });
  await server.add(...failedPayment(1));
  return server;
}

test('the map as text is what the page copies', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  const response = await get(server, `/api/v1/diagrams/map.mmd?${WINDOW}&service=payment`);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await response.text();
  expect(text).toContain('source: resource.service.name #61; #34;payment#34;');
  expect(text).toMatch(/^flowchart LR\n/);
  expect(text).toContain('n0["gateway"]');
  expect(text).toMatch(/n0 -->\|"0\.02\srps[^<]*100#37;[^<]*p95[^<]*ms"\| n1/);
  expect(text).toContain('class n1 bad');
  expect(jobs).toEqual([]);
});

test('the map as a picture: values in two lines, services in their colours, the theme that was asked for', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  server.colors.set('gateway', { slot: 3, secondLap: false });
  server.colors.set('payment', { slot: 4, secondLap: true });
  const svg = await get(server, `${MAP}&theme=dark`);
  expect(await svg.text()).toBe('<svg/>');
  expect(svg.headers.get('content-type')).toBe('image/svg+xml');
  expect(svg.headers.get('content-disposition')).toBe('inline; filename="map.svg"');
  const png = await get(server, MAP.replace('.svg', '.png'));
  expect(png.headers.get('content-type')).toBe('image/png');
  expect([...new Uint8Array(await png.arrayBuffer())]).toEqual([137, 80]);
  expect(jobs.map(({ format, theme }) => [format, theme])).toEqual([
    ['svg', 'dark'],
    ['png', 'light'],
  ]);
  expect(jobs[0]?.text).toMatch(/100#37;[\u2007\u2008]*<br\/>[\u2007\u2008]*p95/);
  expect(jobs[0]?.marks?.stripes).toEqual([
    { key: 'n0', color: SERVICE_COLORS.dark[3], hollow: false },
    { key: 'n1', color: SERVICE_COLORS.dark[4], hollow: true },
  ]);
});

test('a service that fails is drawn so by its own spans, though nobody calls it', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  const failed = spanOf({ traceId: traceIdOf(5), status: { code: 2, message: 'refused' } });
  await server.add(resourceSpansOf(resourceOf('admin'), [failed]));
  await get(server, MAP);
  const text = await (await get(server, MAP.replace('.svg', '.mmd'))).text();
  expect(jobs[0]?.text).toContain('n0["admin"]');
  for (const drawn of [text, jobs[0]?.text]) expect(drawn).toMatch(/^class n0,n2 bad$/m);
});

test('what is left out of a map is not drawn', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  const silent = spanOf({ traceId: traceIdOf(5), kind: 3, name: 'GET', attributes: [] });
  const attributes = [{ key: 'server.address', value: { kind: 'string' as const, value: 'api.example' } }];
  await server.add(resourceSpansOf(resourceOf('gateway'), [{ ...silent, attributes }]));
  await get(server, MAP);
  await get(server, `${MAP}&without=database,external`);
  expect(jobs[0]?.text).toContain('api.example');
  expect(jobs[1]?.text).not.toContain('api.example');
});

test('a map that is split and folded says so', async () => {
  const { drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  const called = spanOf({ traceId: traceIdOf(5), parentSpanId: undefined, kind: 3, name: 'GET' });
  const handedOn = spanOf({ traceId: traceIdOf(5), spanId: spanIdOf(8), parentSpanId: called.spanId, kind: 3 });
  const answered = spanOf({ traceId: traceIdOf(5), spanId: spanIdOf(9), parentSpanId: spanIdOf(8), kind: 2 });
  await server.add(
    resourceSpansOf(resourceOf('app'), [called]),
    resourceSpansOf(resourceOf('nginx'), [handedOn]),
    resourceSpansOf(resourceOf('gateway'), [answered]),
  );
  const mmd = `${MAP.replace('.svg', '.mmd')}&split=version&fold=proxies`;
  const text = await (await get(server, mmd)).text();
  expect(text).toMatch(/"gateway · no version"/);
  expect(text).toMatch(/via nginx"/);
  expect(text).not.toContain('["nginx');
  expect(text).toContain('services split by version, folded nodes on the way of 1 edge');
  const redacted = await (await get(server, `${mmd}&redact=services`)).text();
  expect(redacted).not.toMatch(/nginx|version=/);
});

test('a sequence: its failures are marked', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  expect((await get(server, SEQUENCE)).status).toBe(200);
  expect((await get(server, `${SEQUENCE}&participants=all`)).status).toBe(200);
  expect(jobs[0]?.text).toMatch(/^sequenceDiagram\n/);
  expect(jobs[1]).toEqual(jobs[0]);
  const arrows = jobs[0]?.text?.split('\n').filter((line) => /->>|--?x/.test(line)) ?? [];
  expect(jobs[0]?.marks?.failedMessages).toEqual(arrows.flatMap((line, place) => (/--?x/.test(line) ? [place] : [])));
  expect(jobs[0]?.marks?.failedMessages).not.toEqual([]);
  expect(jobs[0]?.marks?.stripes.map(({ key }) => key)).toEqual(['p0', 'p1']);
});

test.each([
  ['gantt', /^gantt\n/],
  ['entities', /^erDiagram\n/],
  ['propagation', /^flowchart TB\n[\s\S]*n0 -->\|"✓ ids/],
  ['states', /^stateDiagram-v2\n[\s\S]* life of spans,/],
  ['calls', /^flowchart LR\n[\s\S]*\naccTitle: Calls of a trace\n/],
] as const)('a trace as %s', async (kind, text) => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  expect((await get(server, SEQUENCE.replace('sequence', kind))).status).toBe(200);
  expect(jobs[0]?.text).toMatch(text);
  const written = await get(server, SEQUENCE.replace('sequence.svg', `${kind}.mmd`));
  expect(await written.text()).toBe(jobs[0]?.text);
});

test('a waterfall is drawn from its rows, as a picture and as a page, and has no text', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  const address = SEQUENCE.replace('sequence', 'waterfall');
  expect((await get(server, `${address}&redact=labels`)).status).toBe(200);
  expect(jobs[0]).toMatchObject({
    waterfall: {
      spans: 2,
      failed: 1,
      rows: [
        { depth: 0, name: 'operation-1', party: 'gateway', state: 'critical' },
        { depth: 1, name: 'operation-1', party: 'payment', state: 'failed', duration: '8.00 ms' },
      ],
    },
  });
  const page = await (await get(server, address.replace('.svg', '.html'))).text();
  expect(page).toMatch(/<li class="d1 failed">.*<b>POST \/pay<\/b>.*8\.00 ms.*payment/);
  expect(page).toContain('alt="2 spans of 2 services in 9.00 ms, of them failed: 1."');
  expect(page).not.toContain('Mermaid');
  expect((await get(server, address.replace('.svg', '.mmd'))).status).toBe(404);
});

test.each([
  ['', { list: 'traces', rows: [{ party: 'gateway', name: 'POST /pay', failed: true, spans: 2, errors: 1 }] }],
  ['&list=spans&sort=longest', { list: 'spans', rows: [{ party: 'gateway', failed: false }, { failed: true }] }],
  ['&service=payment&redact=services', { query: expect.stringMatching(/not told/), rows: [{ party: 'service-1' }] }],
])('what a search found (%s), drawn from its rows', async (rest, results) => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  expect((await get(server, `/api/v1/diagrams/results.svg?${WINDOW}${rest}`)).status).toBe(200);
  expect(jobs[0]).toMatchObject({ results: { more: false, ...results } });
  const page = await (await get(server, `/api/v1/diagrams/results.html?${WINDOW}${rest}`)).text();
  expect(page).toMatch(/<table class="results">/);
  expect(page).not.toContain('<img');
});

test('a search that found nothing is nothing to draw', async () => {
  const server = await withPayment();
  expect((await get(server, `/api/v1/diagrams/results.svg?${WINDOW}&service=nobody`)).status).toBe(404);
});

test('what failed in a call graph and in states has its label marked', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  await get(server, SEQUENCE.replace('sequence', 'calls'));
  await get(server, SEQUENCE.replace('sequence', 'states'));
  const [calls, states] = jobs;
  const arrows = calls?.text?.split('\n').filter((line) => /-->|==>/.test(line)) ?? [];
  const transitions = states?.text?.split('\n').filter((line) => line.includes(' --> ')) ?? [];
  const failed = (lines: readonly string[]) => lines.flatMap((line, place) => (line.includes('error') ? [place] : []));
  expect(calls?.marks?.failedLabels).toEqual(failed(arrows));
  expect(states?.marks?.failedLabels).toEqual(failed(transitions));
  expect(failed(arrows)).not.toEqual([]);
  expect(failed(transitions)).not.toEqual([]);
});

test('states are told by events or an attribute too; other kinds do not know of it', async () => {
  const server = await withPayment();
  const states = SEQUENCE.replace('sequence.svg', 'states.mmd');
  expect(await (await get(server, `${states}&by=card.kind`)).text()).toContain('attribute card.kind');
  const none = await get(server, `${states}&by=events`);
  expect([none.status, (await errorOf(none)).message]).toEqual([404, expect.stringContaining('nothing to draw')]);
  expect((await get(server, `${states}&by=`)).status).toBe(400);
  expect((await get(server, `${SEQUENCE}&by=events`)).status).toBe(400);
});

test('a check of the propagation looks at what servers began meanwhile', async () => {
  const server = startInProcess();
  const peer = attributesOf({ 'server.address': 'search.shop.svc' });
  const call = spanOf({ traceId: traceIdOf(7), kind: 3, start: at(100), end: at(900), attributes: peer });
  await server.add(resourceSpansOf(resourceOf('gateway'), [call]));
  const check = async () => (await get(server, `/api/v1/diagrams/propagation.mmd?trace=${traceIdOf(7)}`)).text();
  const suspected = 'goes on as another trace';
  expect(await check()).not.toContain(suspected);
  const began = (n: number, start: number, kind: number) =>
    server.add(
      resourceSpansOf(resourceOf('search'), [
        spanOf({ traceId: traceIdOf(n), kind, start: at(start), end: at(start + 9) }),
      ]),
    );
  await began(8, 901, 2);
  await began(9, 500, 1);
  expect(await check(), 'too late, and no server').not.toContain(suspected);
  await began(10, 500, 2);
  expect(await check()).toContain(suspected);
});

test('the same data is the same ETag, and not drawn again for whoever has it', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  const etag = (await get(server, MAP)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]{22}"$/);
  const again = await get(server, MAP, { 'if-none-match': `"other", ${etag}` });
  expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
  expect(jobs).toHaveLength(1);
  const others = [`${MAP}&theme=dark`, MAP.replace('.svg', '.png'), MAP.replace('.svg', '.mmd')];
  for (const other of others) expect((await get(server, other)).headers.get('etag')).not.toBe(etag);
  await server.add(...failedPayment(2));
  expect((await get(server, MAP, { 'if-none-match': etag })).status).toBe(200);
});

test('in the language that is asked for, which is another ETag; telemetry is told as it was sent', async () => {
  const server = await withPayment();
  const addresses = [
    `map.mmd?${WINDOW}`,
    `hops.mmd?${WINDOW}`,
    `sequence.mmd?trace=${traceIdOf(1)}`,
    `calls.mmd?trace=${traceIdOf(1)}`,
    'data-path.mmd?',
  ];
  for (const address of addresses) {
    const asked = async (more: string) => {
      const answer = await get(server, `/api/v1/diagrams/${address}${more}`);
      return { etag: answer.headers.get('etag'), text: await answer.text() };
    };
    const [plain, english, chinese] = [await asked(''), await asked('&language=en'), await asked('&language=zh')];
    const withoutNow = (text: string): string => text.replace(/as of \S+/, '');
    expect(withoutNow(english.text), address).toBe(withoutNow(plain.text));
    expect(chinese.text, address).toMatch(/%% 来源：.*\naccTitle: .*\p{Script=Han}/u);
    expect(chinese.text.includes('payment'), address).toBe(english.text.includes('payment'));
    expect(chinese.etag).not.toBe(english.etag);
  }
  expect((await get(server, `${MAP}&language=de`)).status).toBe(400);
  const model = await get(server, `/api/v1/diagrams/hops.json?${WINDOW}&language=zh`);
  const { diagram } = liveDiagramResponse.parse(await model.json());
  expect([diagram?.language, diagram?.title]).toEqual(['zh', '逐跳上下文传播']);
});

test('pictures without a text speak the language too', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  await get(server, `/api/v1/diagrams/waterfall.svg?trace=${traceIdOf(1)}&language=zh`);
  await get(server, `/api/v1/diagrams/results.svg?${WINDOW}&language=zh`);
  expect(
    jobs.map((job) => ('waterfall' in job ? job.waterfall.language : 'results' in job && job.results.language)),
  ).toEqual(['zh', 'zh']);
});

test('a picture that is opened by itself can neither run nor load anything', async () => {
  const { drawPicture } = drawer();
  const { headers } = await get(await withPayment(drawPicture), MAP);
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'; sandbox");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('cache-control')).toBe('no-cache');
});

test.each([
  ['busy', 503, 'unavailable', '1'],
  ['not_drawable', 422, 'not_drawable', null],
] as const)('when the drawer says %s the answer is %i', async (code, status, told, retry) => {
  const server = await withPayment(async () => ({ ok: false, error: { code, message: 'why' } }));
  const response = await get(server, MAP);
  expect([response.status, response.headers.get('retry-after')]).toEqual([status, retry]);
  expect(await errorOf(response)).toMatchObject({ code: told, message: 'why' });
  expect(response.headers.get('content-type')).toBe('application/json');
});

test.each([
  ['/api/v1/diagrams/map.svg', 400, 'start'],
  [`${MAP}&theme=blue`, 400, 'theme'],
  [`${MAP}&without=service`, 400, 'without'],
  [`${MAP}&wihtout=queue`, 400, 'wihtout'],
  [`${MAP}&namespace=shop`, 400, 'namespace'],
  ['/api/v1/diagrams/sequence.svg?trace=xyz', 400, 'trace'],
  ['/api/v1/diagrams/sequence.svg', 400, 'trace'],
  [`${SEQUENCE.replace('sequence', 'gantt')}&participants=all`, 400, 'participants'],
])('%s is refused with the parameter that is wrong', async (path, status, parameter) => {
  const response = await get(await withPayment(drawer().drawPicture), path);
  expect(response.status).toBe(status);
  expect((await errorOf(response)).issues?.map((issue) => issue.path)).toContain(parameter);
});

test.each([
  ['a trace that is not there', `/api/v1/diagrams/sequence.svg?trace=${traceIdOf(99)}`],
  ['a window without traces', `/api/v1/diagrams/map.svg?start=1&end=2`],
  ['a kind that is not there', `/api/v1/diagrams/pie.svg?${WINDOW}`],
  ['a format that is not there', `/api/v1/diagrams/map.gif?${WINDOW}`],
])('%s is a 404 in words', async (_, path) => {
  const response = await get(await withPayment(drawer().drawPicture), path);
  expect([response.status, (await errorOf(response)).code]).toEqual([404, 'not_found']);
});

test('nobody is shown a picture without the token', async () => {
  const { jobs, drawPicture } = drawer();
  const server = startInProcess({ token: 'correct-horse-battery-staple', drawPicture });
  await server.add(...failedPayment(1, at(1)));
  expect((await get(server, MAP)).status).toBe(401);
  expect(jobs).toEqual([]);
  expect((await get(server, MAP, { authorization: 'Bearer correct-horse-battery-staple' })).status).toBe(200);
});

test('a diagram of the server itself: its model, and text and picture made of that', async () => {
  const { jobs, drawPicture } = drawer();
  const server = await withPayment(drawPicture);
  const response = await get(server, '/api/v1/diagrams/pipeline.json');
  const { diagram, start, end } = liveDiagramResponse.parse(await response.json());
  expect(start).toBe(end);
  expect(diagram?.type === 'flowchart' && diagram.blocks.map(({ name }) => name)).toContain('Write queue');
  expect(await (await get(server, '/api/v1/diagrams/pipeline.mmd')).text()).toContain('"Write queue<br/>');
  await get(server, '/api/v1/diagrams/pipeline.svg?theme=dark');
  expect(jobs.map(({ theme, text }) => [theme, text?.split('\n')[0]])).toEqual([['dark', 'flowchart LR']]);
  expect((await get(server, '/api/v1/diagrams/pipeline.json?window=1h')).status).toBe(400);
});

test('a map against another window says what differs; against one without traces there is nothing to draw', async () => {
  const server = await withPayment();
  const [, start = '', end = ''] = /start=(\d+)&end=(\d+)/.exec(WINDOW) ?? [];
  const against = (window: string) => get(server, `/api/v1/diagrams/map.mmd?${WINDOW}&against=${window}`);
  const same = await (await against(`${start},${end}`)).text();
  expect(same).toContain('differ from the time before: new 0, gone 0, slower 0, with more errors 0');
  expect(same).toMatch(/, against [\d-]+T[\d:.]+Z to [\d-]+T/);
  const length = BigInt(end) - BigInt(start);
  expect((await against(`1,${1n + length}`)).status).toBe(404);
  expect((await against('1,2')).status).toBe(400);
  expect((await against('yesterday')).status).toBe(400);
});

test('two traces as one call graph; not with replaced names, nor with a trace that is not there', async () => {
  const server = await withPayment();
  await server.add(...failedPayment(2));
  const calls = (more: string) => get(server, `/api/v1/diagrams/calls.mmd?trace=${traceIdOf(1)}${more}`);
  const text = await (await calls(`&against=${traceIdOf(2)}`)).text();
  expect(text).toContain(`source: trace ${traceIdOf(1)} against trace ${traceIdOf(2)}`);
  expect(text).toContain('nodes new 0, gone 0; edges gone 0, slower 0');
  expect((await calls(`&against=${traceIdOf(2)}&redact=services`)).status).toBe(400);
  expect((await calls(`&against=${traceIdOf(9)}`)).status).toBe(404);
  expect((await calls('&against=x')).status).toBe(400);
});

test('a window with nothing of what a live diagram shows: an answer for a page, no file', async () => {
  const server = await withPayment();
  const address = `/api/v1/diagrams/workflows.json?${WINDOW}`;
  const response = await get(server, address);
  expect(response.status).toBe(200);
  const { diagram, start, end } = liveDiagramResponse.parse(await response.json());
  expect(diagram).toBeNull();
  expect(`start=${start}&end=${end}`).toBe(WINDOW);
  expect((await get(server, address.replace('.json', '.svg'))).status).toBe(404);
  expect((await get(server, `${address}&kind=sideways`)).status).toBe(400);
});
