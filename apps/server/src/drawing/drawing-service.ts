// The drawing thread's side of its messages: one job after the other.
import type { MessagePort } from 'node:worker_threads';
import type { DrawingJob, DrawnPicture, FromDrawing, ToDrawing } from '../threads/messages.ts';
import type { Result } from '@spanloom/otlp-model';

/** The error is a sentence for the user. */
export type Draw = (job: DrawingJob) => Promise<Result<DrawnPicture, string>>;

/** Answers jobs in their order; what throws ends the thread, and with it the job. */
export function serveDrawings(port: MessagePort, draw: Draw): void {
  const post = (message: FromDrawing): void => port.postMessage(message);
  let last: Promise<void> = Promise.resolve();
  port.on('message', ({ id, job }: ToDrawing) => {
    last = last.then(async () => {
      const picture = await draw(job);
      post(
        picture.ok ? { kind: 'drawn', id, picture: picture.value } : { kind: 'refused', id, message: picture.error },
      );
    });
  });
  post({ kind: 'ready' });
}
