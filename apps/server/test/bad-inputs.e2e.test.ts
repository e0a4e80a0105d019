// Every bad input against the built server over real sockets: its exact answer, the one counter that moves, a server that
// goes on, and in the end everything that was good in the store.
import { once } from 'node:events';
import { connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2';
import { connect } from 'node:net';
import { rmSync } from 'node:fs';
import { decodeExportResponse, decodeRpcStatus, encodeExportRequest } from '@spanloom/otlp-model/protobuf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GRPC_ROWS } from './bad-inputs/grpc.ts';
import { HTTP_ROWS } from './bad-inputs/http.ts';
import { HTTP2_FAULT_ROWS } from './bad-inputs/http2-faults.ts';
import { HTTP2_FLOOD_ROWS } from './bad-inputs/http2-floods.ts';
import { JSON_ROWS } from './bad-inputs/json.ts';
import { PROTOBUF_ROWS } from './bad-inputs/protobuf.ts';
import { type CallInput, PROTOBUF_TYPE, type RawInput, type Row } from './bad-inputs/row.ts';
import { type BuiltServer, exportedTrace, spansOf, startBuilt, temporaryFolder } from './support/built-server.ts';
import { resetCodes } from './support/http2-frames.ts';
import { resourceOf, resourceSpansOf, spanOf, traceIdOf } from './support/spans.ts';

const ROWS: readonly Row[] = [
  ...PROTOBUF_ROWS,
  ...JSON_ROWS,
  ...HTTP_ROWS,
  ...GRPC_ROWS,
  ...HTTP2_FAULT_ROWS,
  ...HTTP2_FLOOD_ROWS,
];

let server: BuiltServer;
const folder = temporaryFolder();
beforeAll(async () => {
  server = await startBuilt({ folder, args: ['--log-level', 'silent'] });
});
afterAll(async () => {
  await server.stop('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

test('there are at least 60, each under a name and in a trace of its own', () => {
  process.stdout.write(`bad inputs: ${ROWS.length} rows\n`);
  expect(ROWS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ROWS.map(({ name }) => name)).size).toBe(ROWS.length);
  const traceIds = ROWS.flatMap(({ stored }) => (stored === undefined ? [] : [stored.traceId]));
  expect(new Set(traceIds).size).toBe(traceIds.length);
});

test.each(ROWS.map((row, index) => ({ ...row, index })))('$name', async ({ index, ...row }) => {
  const { send, answer, counts, by = 1 } = row;
  const before = await counters();
  const got = send.kind === 'call' ? await call(send) : await overSocket(send);
  if (typeof answer === 'string') expect(got).toBe(answer);
  else {
    expect(got).toMatchObject({ status: answer.status, type: answer.type });
    if (typeof answer.message === 'string') expect(got).toMatchObject({ message: answer.message });
    else expect(got).toMatchObject({ message: expect.stringMatching(answer.message) });
  }
  const moved = counts === undefined ? {} : { [counts]: by };
  await expect.poll(async () => exactly(row, difference(before, await counters()))).toEqual(moved);

  // The server goes on, and nothing else was counted meanwhile.
  const traceId = traceIdOf(index + 1);
  const good = encodeExportRequest([resourceSpansOf(resourceOf('good'), [spanOf({ traceId })])]);
  const headers = { 'Content-Type': PROTOBUF_TYPE };
  const taken = await fetch(server.otlpHttp, { method: 'POST', headers, body: new Uint8Array(good) });
  expect(taken.status).toBe(200);
  expect(spansOf((await exportedTrace(server, traceId)) ?? [])).toHaveLength(1);
  expect(exactly(row, difference(before, await counters()))).toEqual(moved);
});

test('what was good is stored, and nothing else', async () => {
  let spans = ROWS.length;
  for (const { stored } of ROWS) {
    if (stored === undefined) continue;
    expect(spansOf((await exportedTrace(server, stored.traceId)) ?? [])).toHaveLength(stored.spans);
    spans += stored.spans;
  }
  const status = (await (await fetch(`${server.ui}/api/v1/status`)).json()) as { store: { spans: number } };
  expect(status.store.spans).toBe(spans);
});

interface Got {
  readonly status: number;
  readonly message: string;
  readonly type: string;
}

/** The first answer on the connection, once it is closed. */
async function overSocket({ kind, bytes, after }: RawInput): Promise<Got | 'cut' | `reset ${number}`> {
  const { hostname, port } = new URL(kind === 'http' ? server.otlpHttp : `http://${server.otlpGrpc}`);
  const socket = connect(Number(port), hostname);
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  // The server may close while much is still to be sent.
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await once(socket, 'connect');
  socket.write(bytes(), () => {
    if (after === 'end') socket.end();
    if (after === 'reset') socket.resetAndDestroy();
  });
  await closed;
  const answered = Buffer.concat(parts);
  const http = parseHttp(answered);
  const [reset] = http === 'cut' && kind === 'grpc-port' ? resetCodes(answered) : [];
  return reset === undefined ? http : `reset ${reset}`;
}

function parseHttp(bytes: Buffer): Got | 'cut' {
  const text = bytes.toString('latin1').replace('HTTP/1.1 100 Continue\r\n\r\n', '');
  const [, code] = /^HTTP\/1\.1 (\d{3}) /.exec(text) ?? [];
  if (code === undefined) return 'cut';
  const end = text.indexOf('\r\n\r\n');
  const head = text.slice(0, end);
  const type = /\r\ncontent-type: ([^\r\n]*)/i.exec(head)?.[1] ?? '';
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
  const rest = Buffer.from(text.slice(end + 4), 'latin1');
  const body = Number.isNaN(length) ? rest : rest.subarray(0, length);
  return { status: Number(code), type, message: messageOf(Number(code), type, body) };
}

function messageOf(status: number, type: string, body: Buffer): string {
  if (type === PROTOBUF_TYPE) {
    return status === 200 ? decodeExportResponse(body).errorMessage : decodeRpcStatus(body).message;
  }
  if (type !== 'application/json') return body.toString().trim();
  const document = JSON.parse(body.toString()) as { message?: string; partialSuccess?: { errorMessage: string } };
  return document.message ?? document.partialSuccess?.errorMessage ?? '';
}

async function call({ headers, data, after }: CallInput): Promise<Got | 'cut' | `reset ${number}`> {
  const session = connectHttp2(`http://${server.otlpGrpc}`);
  session.on('error', () => undefined);
  await once(session, 'connect');
  const stream = session.request(headers);
  let answered: IncomingHttpHeaders = {};
  const parts: Buffer[] = [];
  stream.on('response', (response) => (answered = { ...answered, ...response }));
  stream.on('trailers', (trailers) => (answered = { ...answered, ...trailers }));
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.on('error', () => undefined);
  const closed = new Promise((resolve) => stream.on('close', resolve));
  if (after === 'end') stream.end(data());
  else {
    stream.write(data());
    // Once this is answered the server has seen the beginning of the call.
    await new Promise((resolve) => session.ping(resolve));
    // close() would end the call in good order first.
    if (after === 'cancel') stream.destroy();
    else session.destroy();
  }
  await closed;
  session.close();
  if (answered[':status'] === undefined) return after === 'end' ? `reset ${stream.rstCode ?? 0}` : 'cut';
  const type = answered['content-type'] ?? '';
  const grpcStatus = answered['grpc-status'];
  if (grpcStatus === undefined) {
    return { status: Number(answered[':status']), type, message: Buffer.concat(parts).toString().trim() };
  }
  const told = decodeURIComponent(String(answered['grpc-message'] ?? ''));
  const message =
    told === '' && parts.length > 0 ? decodeExportResponse(Buffer.concat(parts).subarray(5)).errorMessage : told;
  return { status: Number(grpcStatus), type, message };
}

/** What was refused, aborted and rejected so far, of what is not zero. */
async function counters(): Promise<Readonly<Record<string, number>>> {
  const text = await (await fetch(`${server.ui}/metrics`)).text();
  const pattern = /^spanloom_ingest_(refused|aborted|rejected)_\w+_total\{([^}]*)\} (\d+)$/gm;
  return Object.fromEntries(
    [...text.matchAll(pattern)].map(([, what = '', labels = '', count = '']) => {
      const values = [...labels.matchAll(/="([^"]*)"/g)].map(([, value]) => value);
      return [`${what} ${values.join(' ')}`, Number(count)];
    }),
  );
}

function difference(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  const moved = Object.entries(after).map(([name, count]): [string, number] => [name, count - (before[name] ?? 0)]);
  return Object.fromEntries(moved.filter(([, by]) => by !== 0));
}

/** Without the second counter of a flood, once that is where it must be. */
function exactly({ alsoCounts }: Row, moved: Record<string, number>): Record<string, number> {
  if (alsoCounts === undefined) return moved;
  const { counter, atLeast, atMost } = alsoCounts;
  const { [counter]: by = 0, ...others } = moved;
  return by >= atLeast && by <= atMost ? others : moved;
}
