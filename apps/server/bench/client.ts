// The load: a process of its own, so that the server's CPU time is the server's alone. Bodies are encoded ahead, a few at
// a time, with the clock stopped; then they are sent over connections that are kept, several at once.
import { Agent, request } from 'node:http';
import { type ClientHttp2Session, connect } from 'node:http2';
import { encodeExportRequest as encodeJson } from '@spanloom/otlp-model/json';
import { encodeExportRequest as encodeProtobuf } from '@spanloom/otlp-model/protobuf';
import type { OtlpPlaces, Protocol } from '../test/support/otlp-senders.ts';
import { quantiles } from './numbers.ts';
import { createSpanSource } from './world.ts';

export interface LoadSetup {
  readonly protocol: Protocol;
  readonly places: OtlpPlaces;
  readonly batch: number;
  readonly spans: number;
  readonly seed: number;
  readonly inFlight: number;
}

export interface LoadResult {
  readonly spans: number;
  readonly bodyBytes: number;
  /** Without the time that encoding took. */
  readonly seconds: number;
  readonly acknowledgementMs: { readonly p50: number; readonly p99: number };
  /** Requests that had to be sent again, because the server asked for it. */
  readonly retries: number;
  readonly traceIds: readonly string[];
}

/** Encoded bodies held at a time. */
const AHEAD_BYTES = 64 * 1024 * 1024;
const RETRY_MS = 100;
const CLIENT_MEGABYTES = 1000;

/** Answers whether the body was stored; false: the server asks to try again. */
type Send = (body: Uint8Array) => Promise<boolean>;

async function load(setup: LoadSetup): Promise<LoadResult> {
  const source = createSpanSource(setup.seed);
  const { send, close } = setup.protocol === 'grpc' ? grpc(setup.places.otlpGrpc) : http(setup);
  const latencies: number[] = [];
  let left = setup.spans;
  let seconds = 0;
  let bodyBytes = 0;
  let retries = 0;

  async function deliver(body: Uint8Array): Promise<void> {
    const began = performance.now();
    while (!(await send(body))) {
      retries++;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
    latencies.push(performance.now() - began);
  }

  while (left > 0) {
    const bodies: Uint8Array[] = [];
    let ahead = 0;
    while (left > 0 && ahead < AHEAD_BYTES) {
      const count = Math.min(setup.batch, left);
      const body = encode(setup.protocol, source.next(count));
      left -= count;
      ahead += body.length;
      bodies.push(body);
    }
    bodyBytes += ahead;
    const began = performance.now();
    const waiting = bodies.values();
    const worker = async (): Promise<void> => {
      for (const body of waiting) await deliver(body);
    };
    await Promise.all(Array.from({ length: setup.inFlight }, worker));
    seconds += (performance.now() - began) / 1000;
  }
  close();
  const { p50, p99 } = quantiles(latencies);
  return {
    spans: setup.spans,
    bodyBytes,
    seconds,
    acknowledgementMs: { p50, p99 },
    retries,
    traceIds: source.sampledTraces,
  };
}

function encode(protocol: Protocol, spans: Parameters<typeof encodeProtobuf>[0]): Uint8Array {
  if (protocol === 'http/json') return new TextEncoder().encode(encodeJson(spans));
  const message = encodeProtobuf(spans);
  if (protocol !== 'grpc') return message;
  // A gRPC frame: not compressed, then the length.
  const frame = Buffer.alloc(5 + message.length);
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, 5);
  return frame;
}

function http({ protocol, places, inFlight }: LoadSetup): { send: Send; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const contentType = protocol === 'http/json' ? 'application/json' : 'application/x-protobuf';
  const send: Send = (body) =>
    new Promise((resolve, reject) => {
      const headers = { 'Content-Type': contentType, 'Content-Length': body.length };
      const call = request(places.otlpHttp, { agent, method: 'POST', headers }, (response) => {
        response.resume();
        response.on('end', () => {
          const { statusCode = 0 } = response;
          if (statusCode === 200) resolve(true);
          else if (statusCode === 429 || statusCode === 503) resolve(false);
          else reject(new Error(`the server answered ${statusCode}`));
        });
        response.on('error', reject);
      });
      call.on('error', reject);
      call.end(body);
    });
  return { send, close: () => agent.destroy() };
}

function grpc(address: string): { send: Send; close: () => void } {
  // Node's client resets streams once 10 MB wait in it, which is less than what is under way here.
  const session: ClientHttp2Session = connect(`http://${address}`, { maxSessionMemory: CLIENT_MEGABYTES });
  const path = '/opentelemetry.proto.collector.trace.v1.TraceService/Export';
  const headers = { ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' };
  const UNAVAILABLE = '14';
  const send: Send = (body) =>
    new Promise((resolve, reject) => {
      const stream = session.request(headers);
      let status: unknown;
      stream.on('response', (answer) => (status = answer['grpc-status'] ?? status));
      stream.on('trailers', (trailers) => (status = trailers['grpc-status'] ?? status));
      stream.on('error', reject);
      stream.on('close', () => {
        if (status === '0') resolve(true);
        else if (status === UNAVAILABLE) resolve(false);
        else reject(new Error(`the server answered gRPC status ${String(status)}`));
      });
      stream.resume();
      stream.end(body);
    });
  return { send, close: () => session.close() };
}

process.on('message', (setup: LoadSetup) => {
  load(setup).then(
    (result) => {
      process.send?.(result);
      process.disconnect();
    },
    (error: unknown) => {
      process.stderr.write(`the load failed: ${error instanceof Error ? error.stack : String(error)}\n`);
      process.exit(1);
    },
  );
});
