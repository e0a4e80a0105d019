// OTLP over gRPC on node:http2: unary calls with the bytes of each message handed to our own codec.
// https://opentelemetry.io/docs/specs/otlp/#otlpgrpc
import { createServer, type Socket } from 'node:net';
import type { Logger } from 'pino';
import { SETTINGS } from '../../config/settings.ts';
import { listen } from '../../net/listen.ts';
import type { Receiver } from '../receiver.ts';
import { UNKNOWN_REQUEST } from '../request-log.ts';
import { type Call, type CallDependencies, handleCall } from './call.ts';
import { type Connection, openConnection } from './connection.ts';
import { greet } from './greet.ts';

export interface OtlpGrpcDependencies extends Omit<CallDependencies, 'stopping' | 'messageMs' | 'headerBytes'> {
  readonly logger: Logger;
}

export interface OtlpGrpcLimits {
  readonly connections: number;
  /** Calls at once on one connection, each of which may hold a message of the largest size. More wait at the sender. */
  readonly callsAConnection: number;
  /** Of one call, counted as HTTP/2 does: 32 bytes more for each header than its name and value have. */
  readonly headerBytes: number;
  /** A sender gets this long to say that it speaks HTTP/2. */
  readonly prefaceMs: number;
  /** And this long for a whole message. */
  readonly messageMs: number;
  /** A connection without any call for so long is closed in good order: clients open another when they need one. */
  readonly idleMs: number;
}

const LIMITS: OtlpGrpcLimits = {
  connections: 1024,
  callsAConnection: 16,
  headerBytes: 16 * 1024,
  prefaceMs: 10_000,
  messageMs: 120_000,
  idleMs: 15 * 60_000,
};

/** Binds the port. Throws a StartError when that fails. */
export async function startOtlpGrpc(
  dependencies: OtlpGrpcDependencies,
  address: { readonly host: string; readonly port: number },
  limits: OtlpGrpcLimits = LIMITS,
): Promise<Receiver> {
  const { requests, logger } = dependencies;
  let stopping = false;
  const connections = new Set<Connection>();
  /** Connections that have not said yet what they speak. */
  const strangers = new Set<Socket>();
  const isStopping = (): boolean => stopping;
  const calls: CallDependencies = {
    ...dependencies,
    messageMs: limits.messageMs,
    headerBytes: limits.headerBytes,
    stopping: isStopping,
  };

  function open(socket: Socket): void {
    const connection = openConnection(socket, {
      requests,
      callsAtOnce: limits.callsAConnection,
      idleMs: limits.idleMs,
      stopping: isStopping,
      onCall,
      onClosed: (closed) => connections.delete(closed),
    });
    connections.add(connection);
    if (stopping) connection.finish();
  }

  function onCall(call: Call): void {
    const { stream } = call;
    // What goes wrong with a stream shows as its end; unheard it would end the process.
    stream.on('error', (error) => logger.debug({ err: error }, 'a gRPC stream broke'));
    handleCall(call, calls).catch((error: unknown) => {
      logger.error({ err: error }, 'a gRPC call failed');
      stream.close();
    });
  }

  const port = createServer({ noDelay: true }, (socket) => {
    strangers.add(socket);
    socket.once('close', () => strangers.delete(socket));
    const onHttp2 = (): void => {
      strangers.delete(socket);
      open(socket);
    };
    greet(socket, { requests, timeoutMs: limits.prefaceMs, onHttp2 });
  });
  port.maxConnections = limits.connections;
  port.on('drop', () => {
    requests.refused(UNKNOWN_REQUEST, { reason: 'connections', message: 'too many connections at once' }, '');
  });

  const bound = await listen(port, { ...address, flag: SETTINGS.otlpGrpcPort.flag });
  return {
    listener: { name: 'otlp-grpc', host: address.host, port: bound },
    async stop(graceMs) {
      stopping = true;
      const closed = new Promise<void>((resolve) => port.close(() => resolve()));
      for (const stranger of strangers) stranger.destroy();
      // Calls that are under way go on; the client is told to open no more.
      for (const connection of connections) connection.finish();
      const cutOff = setTimeout(() => {
        for (const connection of connections) connection.destroy();
      }, graceMs);
      await closed;
      clearTimeout(cutOff);
    },
  };
}
