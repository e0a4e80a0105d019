// What a span says that it does with messages, by the conventions new and old.
// https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/
import { type Attributes, stringAttribute } from '@spanloom/otlp-model';

/**
 * `receive`: asks for messages. `take`: works on some, or tells what became of them. Neither sends any. `create`: makes one, that
 * a `send` may send together with others.
 */
export type MessageOperation = 'receive' | 'take' | 'create' | 'send' | 'other';

const TYPES: Readonly<Record<string, MessageOperation>> = {
  create: 'create',
  send: 'send',
  publish: 'send',
  receive: 'receive',
  process: 'take',
  deliver: 'take',
  settle: 'take',
};

/** What systems call it themselves: looked at only where nothing says the type. */
const NAMES: Readonly<Record<string, MessageOperation>> = {
  ...TYPES,
  poll: 'receive',
  pull: 'receive',
  consume: 'receive',
  peek: 'take',
  ack: 'take',
  nack: 'take',
  commit: 'take',
};

/** undefined: it says nothing of messages. */
export function messageOperation(attributes: Attributes): MessageOperation | undefined {
  const type =
    stringAttribute(attributes, 'messaging.operation.type') ?? stringAttribute(attributes, 'messaging.operation');
  if (type !== undefined) return known(TYPES, type);
  const name = stringAttribute(attributes, 'messaging.operation.name');
  return name === undefined ? undefined : known(NAMES, name);
}

function known(operations: Readonly<Record<string, MessageOperation>>, name: string): MessageOperation {
  return Object.hasOwn(operations, name) ? (operations[name] ?? 'other') : 'other';
}
