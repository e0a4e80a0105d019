// A JSON Schema as lines to read: one a property, indented as deep as it lies. References are followed; a type within itself
// is named only.
import type { JsonSchema } from './openapi.ts';

export interface SchemaLine {
  readonly depth: number;
  /** Name of the property; empty for the schema itself, and for alternatives. */
  readonly name: string;
  readonly optional: boolean;
  /** `string`, `list of Span`, `"get" | "post"`. */
  readonly type: string;
  readonly description: string;
}

type Schemas = Readonly<Record<string, JsonSchema>>;
type JsonObject = Readonly<Record<string, unknown>>;

const REF = '#/components/schemas/';
/** Deeper than any of our answers; a document that is deeper is not drawn further. */
const MAX_DEPTH = 12;

export function schemaLines(schema: JsonSchema | undefined, schemas: Schemas): readonly SchemaLine[] {
  return linesOf(schema, schemas, { depth: 0, name: '', optional: false }, []);
}

/** The type in a few words, without what is in it. */
export function typeOf(schema: JsonSchema | undefined): string {
  if (!isObject(schema)) return 'any';
  const reference = refName(schema);
  if (reference !== undefined) return reference;
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return schema['enum'].map((one) => JSON.stringify(one)).join(' | ');
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return alternatives.map(typeOf).join(' | ');
  if (schema['type'] === 'array') return `list of ${typeOf(asSchema(schema['items']))}`;
  const types = [schema['type']].flat().filter((type) => typeof type === 'string');
  return types.length === 0 ? 'any' : types.join(' | ');
}

function linesOf(
  schema: JsonSchema | undefined,
  schemas: Schemas,
  place: Pick<SchemaLine, 'depth' | 'name' | 'optional'>,
  within: readonly string[],
): SchemaLine[] {
  const own: SchemaLine = { ...place, type: typeOf(schema), description: descriptionOf(schema) };
  const { inner, named } = innermost(schema, schemas, within);
  if (inner === undefined || place.depth >= MAX_DEPTH) return [own];
  const required = Array.isArray(inner['required']) ? inner['required'] : [];
  const properties = isObject(inner['properties']) ? Object.entries(inner['properties']) : [];
  const alternatives = alternativesOf(inner).filter((one) => isObject(one) && isObject(one['properties']));
  return [
    own,
    ...properties.flatMap(([name, property]) =>
      linesOf(asSchema(property), schemas, { depth: place.depth + 1, name, optional: !required.includes(name) }, named),
    ),
    ...alternatives.flatMap((one) =>
      linesOf(one, schemas, { depth: place.depth + 1, name: '', optional: false }, named),
    ),
  ];
}

/** What a list is of, and what a reference stands for; undefined where a type comes back to itself. */
function innermost(
  schema: JsonSchema | undefined,
  schemas: Schemas,
  within: readonly string[],
): { readonly inner: JsonObject | undefined; readonly named: readonly string[] } {
  if (!isObject(schema)) return { inner: undefined, named: within };
  const reference = refName(schema);
  if (reference !== undefined) {
    if (within.includes(reference)) return { inner: undefined, named: within };
    return innermost(schemas[reference], schemas, [...within, reference]);
  }
  if (schema['type'] === 'array') return innermost(asSchema(schema['items']), schemas, within);
  return { inner: schema, named: within };
}

function alternativesOf(schema: JsonObject): readonly JsonSchema[] {
  const found = schema['anyOf'] ?? schema['oneOf'];
  return Array.isArray(found) ? found.map(asSchema).filter((one) => one !== undefined) : [];
}

function refName(schema: JsonObject): string | undefined {
  const reference = schema['$ref'];
  return typeof reference === 'string' && reference.startsWith(REF) ? reference.slice(REF.length) : undefined;
}

function descriptionOf(schema: JsonSchema | undefined): string {
  const text = isObject(schema) ? schema['description'] : undefined;
  return typeof text === 'string' ? text : '';
}

function asSchema(value: unknown): JsonSchema | undefined {
  return typeof value === 'boolean' || isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
