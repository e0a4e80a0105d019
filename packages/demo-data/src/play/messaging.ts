// Messages through queues. https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
import type { PlainAttributes } from '../attributes.ts';
import type { ConsumerSpec, QueueSpec, SendStep } from '../topology/topology.ts';
import { tellException } from './exceptions.ts';
import type { Outcome } from './outcome.ts';
import type { Message, OpenSpan, Scene } from './scene.ts';

const SYSTEM = 'kafka';

/** Sends a message from the service that is running. `deliver` is played below the sending span, once it has been sent. */
export function sendMessage(scene: Scene, step: SendStep, deliver: (message: Message) => void): void {
  const queue = scene.index.queue(step.queue);
  const key = scene.values.get(step.key);
  if (typeof key !== 'string') throw new Error(`the request has no text ${step.key}`);
  const partition = String(scene.random.int(0, queue.partitions - 1));
  const offset = scene.random.int(40_000, 90_000);
  const at = { 'messaging.destination.partition.id': partition, 'messaging.kafka.offset': offset };
  const attributes = { ...queueAttributes(queue, 'send'), ...at, 'messaging.kafka.message.key': key };
  scene.span({ name: `send ${queue.name}`, kind: 'producer', scope: 'messaging', attributes }, (span) => {
    scene.work(2.6);
    const message = { traceId: span.traceId, spanId: span.spanId, attributes: at, queue: queue.name, key };
    scene.called({
      client: { kind: 'service', name: scene.service.name },
      server: { kind: 'queue', name: queue.name },
      async: true,
      error: false,
      clientSpan: span.spanId,
      serverSpan: undefined,
      cut: false,
      address: queue.name,
    });
    scene.sent(message);
    scene.later(scene.random.around(40, 0.5), () => deliver(message));
  });
}

/**
 * Processes messages: a CONSUMER span that links to the senders. One message is processed below the span that sent it; of
 * a batch (`root`) the span starts a trace.
 */
export function processMessages(
  scene: Scene,
  consumer: ConsumerSpec,
  messages: readonly Message[],
  body: (span: OpenSpan) => Outcome,
): void {
  const queue = scene.index.queue(consumer.queue);
  const batch = consumer.mode.kind === 'batch';
  const attributes = {
    ...queueAttributes(queue, 'process'),
    ...(batch ? { 'messaging.batch.message_count': messages.length } : messages[0]?.attributes),
    'messaging.kafka.message.key': batch ? undefined : messages[0]?.key,
    'messaging.consumer.group.name': consumer.group,
  };
  const name = `process ${queue.name}`;
  const spec = { name, kind: 'consumer', scope: 'messaging', service: consumer.service } as const;
  scene.span({ ...spec, links: messages, attributes }, (span) => {
    const outcome = body(span);
    tellException(scene, span, name, outcome);
    scene.called({
      client: { kind: 'queue', name: queue.name },
      server: { kind: 'service', name: consumer.service },
      async: true,
      error: outcome.kind === 'failed',
      clientSpan: undefined,
      serverSpan: span.spanId,
      cut: false,
      address: queue.name,
    });
  });
}

function queueAttributes(queue: QueueSpec, type: 'send' | 'process'): PlainAttributes {
  return {
    'messaging.system': SYSTEM,
    'messaging.destination.name': queue.name,
    'messaging.operation.type': type,
    'messaging.operation.name': type,
    'server.address': queue.broker,
    'server.port': queue.port,
  };
}
