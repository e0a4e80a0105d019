// What there is to search for: GET /api/v1/services, /operations, /attributes/keys, /attributes/values.
import { z } from './jitless.ts';
import { nanos, serviceRef, spanKind } from './primitives.ts';

export const windowParameters = z.object({ start: nanos.optional(), end: nanos.optional() });

export type WindowParameters = z.infer<typeof windowParameters>;

export const servicesResponse = z.object({
  services: z.array(serviceRef.extend({ spans: z.int(), errors: z.int() })),
});
export type ServicesResponse = z.infer<typeof servicesResponse>;

const suggestionParameters = z.object({
  /** Ignores case. */
  prefix: z.string().max(1024).default(''),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});

export const operationsParameters = suggestionParameters.extend({ service: z.string().min(1).max(1024).optional() });
export type OperationsParameters = z.infer<typeof operationsParameters>;
export const operationsResponse = z.object({
  operations: z.array(z.object({ name: z.string(), kind: spanKind, spans: z.int() })),
});
export type OperationsResponse = z.infer<typeof operationsResponse>;

const attributeScope = z.enum(['span', 'resource']);

export const attributeKeysParameters = suggestionParameters;
export type AttributeKeysParameters = z.infer<typeof attributeKeysParameters>;
export const attributeKeysResponse = z.object({
  keys: z.array(z.object({ scope: attributeScope, key: z.string() })),
});
export type AttributeKeysResponse = z.infer<typeof attributeKeysResponse>;

export const attributeValuesParameters = suggestionParameters.extend({
  key: z.string().max(4096),
  scope: attributeScope.optional(),
});
export type AttributeValuesParameters = z.infer<typeof attributeValuesParameters>;
export const attributeValuesResponse = z.object({ values: z.array(z.string()) });
export type AttributeValuesResponse = z.infer<typeof attributeValuesResponse>;
