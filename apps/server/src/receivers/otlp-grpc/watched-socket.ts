// A socket whose bytes are seen in both directions. node:http2 takes native sockets over below JavaScript, so it is given
// this stream instead.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { FrameWatch } from './frame-watch.ts';

export function watchedSocket(socket: Socket, watch: FrameWatch): Duplex {
  const duplex = new Duplex({
    allowHalfOpen: false,
    read: () => void socket.resume(),
    write: (chunk: Buffer, _encoding, done) => send(chunk, done),
    writev(chunks, done) {
      socket.cork();
      let waiting = chunks.length;
      let failure: Error | undefined;
      for (const { chunk } of chunks) {
        send(chunk, (error) => {
          failure ??= error;
          waiting--;
          if (waiting === 0) done(failure);
        });
      }
      socket.uncork();
    },
    final: (done) => void socket.end(() => done()),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });

  function send(chunk: Buffer, done: (error?: Error) => void): void {
    watch.outgoing(chunk);
    socket.write(chunk, (error) => {
      // That the sender broke off shows here first when there is something to write.
      if (error instanceof Error && !duplex.destroyed) watch.senderLeft();
      done(error ?? undefined);
    });
  }

  socket.on('data', (chunk: Buffer) => {
    watch.incoming(chunk);
    if (!duplex.push(chunk)) socket.pause();
  });
  socket.on('end', () => {
    watch.senderLeft();
    duplex.push(null);
  });
  socket.on('error', (error) => {
    if (!duplex.destroyed) watch.senderLeft();
    duplex.destroy(error);
  });
  socket.on('close', () => void duplex.destroy());
  return duplex;
}
