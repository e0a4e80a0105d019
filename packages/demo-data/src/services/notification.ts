// notification: a consumer of the topic that mails the customer.
import { type Message, processMessage } from '../calls/messaging.ts';
import { OK, type Outcome, type Scene } from '../world/scene.ts';
import { MAIL_HOST } from '../world/topology.ts';

export function notify(scene: Scene, message: Message): void {
  processMessage(scene, 'notification', 'notification-mailer', message, (consumer) => {
    scene.work(0.5);
    scene.span(
      { name: 'render mail', kind: 'internal', scope: 'own', attributes: { 'template.name': 'order-created' } },
      () => scene.work(12, 0.4),
    );
    const outcome = scene.at('mail.send', () => sendMail(scene, OK));
    if (outcome.kind === 'failed') {
      consumer.set({ 'error.type': outcome.errorType });
      consumer.fail(outcome.message);
    }
  });
}

/** Hands the mail to the provider, which answers with `outcome`. */
export function sendMail(scene: Scene, outcome: Outcome): Outcome {
  const attributes = { 'server.address': MAIL_HOST, 'server.port': 587, 'network.protocol.name': 'smtp' };
  return scene.span({ name: 'SMTP DATA', kind: 'client', scope: 'own', attributes }, (span) => {
    scene.work(55, 0.4);
    span.set({ 'smtp.response.code': outcome.kind === 'ok' ? 250 : 550 });
    if (outcome.kind === 'failed') {
      span.event('exception', { 'exception.type': outcome.errorType, 'exception.message': outcome.message });
      span.set({ 'error.type': outcome.errorType });
      span.fail(outcome.message);
    }
    return outcome;
  });
}
