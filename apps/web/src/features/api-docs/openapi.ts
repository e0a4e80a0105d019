// What the API page needs of an OpenAPI 3.1 document; whatever else it holds is left alone. https://spec.openapis.org/oas/v3.1.1
import { z } from '@spanloom/api-schema';

/** A JSON Schema, drawn as far as it is understood. `true` and `false` are schemas too. */
export type JsonSchema = { readonly [key: string]: unknown } | boolean;

const jsonSchema: z.ZodType<JsonSchema> = z.union([z.record(z.string(), z.unknown()), z.boolean()]);
const content = z.record(z.string(), z.object({ schema: jsonSchema.optional() })).optional();

const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().default(''),
  schema: jsonSchema.optional(),
});
export type Parameter = z.infer<typeof parameter>;

const operation = z.object({
  operationId: z.string(),
  tags: z.array(z.string()).default([]),
  summary: z.string().default(''),
  description: z.string().default(''),
  parameters: z.array(parameter).default([]),
  responses: z.record(z.string(), z.object({ description: z.string().default(''), content })).default({}),
});

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

export const openApiDocument = z.object({
  openapi: z.string().startsWith('3.'),
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default('') }),
  paths: z.record(z.string(), z.partialRecord(z.enum(METHODS), operation)),
  components: z.object({ schemas: z.record(z.string(), jsonSchema).default({}) }).default({ schemas: {} }),
});
export type OpenApi = z.infer<typeof openApiDocument>;

/** One endpoint. */
export interface Operation extends z.infer<typeof operation> {
  readonly method: string;
  readonly path: string;
}

export interface Group {
  readonly name: string;
  readonly operations: readonly Operation[];
}

/** Endpoints by their first tag, in the order of the document; only those that have all `words` in their texts. */
export function groupsOf(document: OpenApi, filter: string): readonly Group[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const found = methods[method];
      if (found === undefined) continue;
      const one: Operation = { ...found, method: method.toUpperCase(), path };
      const text = textOf(one);
      if (!words.every((word) => text.includes(word))) continue;
      const name = one.tags[0] ?? '';
      groups.set(name, [...(groups.get(name) ?? []), one]);
    }
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

function textOf({ method, path, summary, description, parameters }: Operation): string {
  return [method, path, summary, description, ...parameters.flatMap((one) => [one.name, one.description])]
    .join('\n')
    .toLowerCase();
}

/** A command to paste: the required parameters with their place to fill in. */
export function curlOf({ method, path, parameters }: Operation, origin: string, auth: boolean): string {
  const query = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${encodeURIComponent(one.name)}=${exampleOf(one.schema) ?? one.name.toUpperCase()}`)
    .join('&');
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  const parts = [
    'curl',
    ...(method === 'GET' ? [] : ['-X', method]),
    ...(auth ? ["-H 'Authorization: Bearer YOUR_TOKEN'"] : []),
    `'${origin}${filled}${query === '' ? '' : `?${query}`}'`,
  ];
  return parts.join(' ');
}

/** The only value that a schema allows. */
function exampleOf(schema: JsonSchema | undefined): string | undefined {
  const value = typeof schema === 'object' ? schema['const'] : undefined;
  return typeof value === 'string' ? encodeURIComponent(value) : undefined;
}
