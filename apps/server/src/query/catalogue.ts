// What there is to search for: services, operations, attribute keys and values; and how much is stored.
import type {
  AttributeKeysParameters,
  AttributeKeysResponse,
  AttributeValuesParameters,
  AttributeValuesResponse,
  OperationsParameters,
  OperationsResponse,
  ServicesResponse,
  WindowParameters,
} from '@spanloom/api-schema';
import type { Result } from '@spanloom/otlp-model';
import type { StoreStats } from '../storage/trace-store.ts';
import type { QueryFailure } from '../threads/messages.ts';
import { jsonAnswer } from './answers.ts';
import { timeWindow } from './filter.ts';
import type { JsonPieces, QueryContext } from './queries.ts';
import { serviceRef } from './service-colors.ts';

type Answer = Promise<Result<JsonPieces, QueryFailure>>;

export async function answerServices(parameters: WindowParameters, context: QueryContext): Answer {
  const window = timeWindow(parameters);
  if (!window.ok) return window;
  const services = await context.reader.snapshot(context.scope).services(window.value, context.read);
  const colors = context.colors();
  const response: ServicesResponse = {
    services: services.map((share) => ({ ...serviceRef(share, colors), spans: share.spans, errors: share.errors })),
  };
  return jsonAnswer(response);
}

export async function answerOperations(parameters: OperationsParameters, context: QueryContext): Answer {
  const { service, prefix, limit } = parameters;
  const operations = await context.reader.snapshot(context.scope).operations({ service, prefix, limit }, context.read);
  const response: OperationsResponse = { operations: [...operations] };
  return jsonAnswer(response);
}

export async function answerAttributeKeys(parameters: AttributeKeysParameters, context: QueryContext): Answer {
  const { prefix, limit } = parameters;
  const keys = await context.reader.snapshot(context.scope).attributeKeys({ prefix, limit }, context.read);
  const response: AttributeKeysResponse = { keys: [...keys] };
  return jsonAnswer(response);
}

export async function answerAttributeValues(parameters: AttributeValuesParameters, context: QueryContext): Answer {
  const { scope, key, prefix, limit } = parameters;
  const request = { scope, key, prefix, limit };
  const values = await context.reader.snapshot(context.scope).attributeValues(request, context.read);
  const response: AttributeValuesResponse = { values: [...values] };
  return jsonAnswer(response);
}

export async function answerStats(context: QueryContext): Answer {
  const stats: StoreStats = context.reader.stats(context.scope);
  return jsonAnswer(stats);
}
