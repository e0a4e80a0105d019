// AnyValue and KeyValue of opentelemetry/proto/common/v1/common.proto.

/** A typed attribute value. `empty` is an AnyValue whose oneof is unset. Integers are signed 64-bit. */
export type AnyValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'array'; readonly values: readonly AnyValue[] }
  | { readonly kind: 'kvlist'; readonly entries: Attributes };

export interface KeyValue {
  readonly key: string;
  readonly value: AnyValue;
}

/** Attributes in the order they came. Keys are hostile text: look them up with `attributeOf`, never as object keys. */
export type Attributes = readonly KeyValue[];

/** The value of `key`, or undefined. Of duplicate keys the last counts. */
export function attributeOf(attributes: Attributes, key: string): AnyValue | undefined {
  for (let i = attributes.length - 1; i >= 0; i--) {
    const entry = attributes[i];
    if (entry !== undefined && entry.key === key) return entry.value;
  }
  return undefined;
}

/** The value of `key` when it is a non-empty string, else undefined. */
export function stringAttribute(attributes: Attributes, key: string): string | undefined {
  const value = attributeOf(attributes, key);
  return value?.kind === 'string' && value.value !== '' ? value.value : undefined;
}
