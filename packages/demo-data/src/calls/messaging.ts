// Messages through the topic of the shop. https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
import type { LinkTarget, OpenSpan, Scene } from '../world/scene.ts';
import { ORDERS_TOPIC, type ServiceKey } from '../world/topology.ts';

/** A message on the topic, with the span that sent it. */
export interface Message extends LinkTarget {
  readonly key: string;
  readonly partition: number;
  readonly offset: number;
}

/** Sends a message from the service that is running. `deliver` is played below the sending span, once it has been sent. */
export function publish(scene: Scene, key: string, deliver: (message: Message) => void): Message {
  const partition = scene.random.int(0, ORDERS_TOPIC.partitions - 1);
  const offset = scene.random.int(40_000, 90_000);
  return scene.span(
    {
      name: `send ${ORDERS_TOPIC.name}`,
      kind: 'producer',
      scope: 'messaging',
      attributes: {
        ...topicAttributes('send'),
        'messaging.destination.partition.id': String(partition),
        'messaging.kafka.message.key': key,
        'messaging.kafka.offset': offset,
      },
    },
    (span) => {
      scene.work(2.6);
      const message = {
        traceId: span.traceId,
        spanId: span.spanId,
        key,
        partition,
        offset,
        attributes: { 'messaging.destination.partition.id': String(partition), 'messaging.kafka.offset': offset },
      };
      scene.later(scene.random.around(40, 0.5), () => deliver(message));
      return message;
    },
  );
}

/** Processes one message in the trace that sent it: a CONSUMER span below the sender's, which it also links to. */
export function processMessage(
  scene: Scene,
  service: ServiceKey,
  group: string,
  message: Message,
  body: (span: OpenSpan) => void,
): void {
  scene.span(
    {
      name: `process ${ORDERS_TOPIC.name}`,
      kind: 'consumer',
      scope: 'messaging',
      service,
      links: [message],
      attributes: {
        ...topicAttributes('process'),
        ...message.attributes,
        'messaging.kafka.message.key': message.key,
        'messaging.consumer.group.name': group,
      },
    },
    body,
  );
}

/** Processes many messages at once in a trace of its own, which links to every sender. */
export function processBatch(
  scene: Scene,
  service: ServiceKey,
  group: string,
  messages: readonly Message[],
  body: (span: OpenSpan) => void,
): void {
  scene.span(
    {
      name: `process ${ORDERS_TOPIC.name}`,
      kind: 'consumer',
      scope: 'messaging',
      service,
      links: messages,
      attributes: {
        ...topicAttributes('process'),
        'messaging.batch.message_count': messages.length,
        'messaging.consumer.group.name': group,
      },
    },
    body,
  );
}

function topicAttributes(type: 'send' | 'process'): Record<string, string | number> {
  return {
    'messaging.system': ORDERS_TOPIC.system,
    'messaging.destination.name': ORDERS_TOPIC.name,
    'messaging.operation.type': type,
    'messaging.operation.name': type,
    'server.address': ORDERS_TOPIC.broker,
    'server.port': ORDERS_TOPIC.port,
  };
}
