// How a condition on an attribute is written in a query: `key=value`, split at the first `=`. A key that has `=` in it, or
// begins with `"`, stands in double quotes, where `\"` and `\\` mean `"` and `\`: `"a=b"=value`. Any key may; an empty one must
// before a value that begins with `=`, since nobody means that by `==`.

export interface KeyAndValue {
  readonly key: string;
  readonly value: string;
}

const QUOTED = /^"((?:[^"\\]|\\["\\])*)"=(.*)$/s;

/** undefined when the text is no condition. */
export function readAttributeCondition(text: string): KeyAndValue | undefined {
  if (text.startsWith('"')) {
    const [, key, value] = QUOTED.exec(text) ?? [];
    return key === undefined || value === undefined ? undefined : { key: key.replaceAll(/\\(.)/g, '$1'), value };
  }
  if (text.startsWith('==')) return undefined;
  const equals = text.indexOf('=');
  return equals < 0 ? undefined : { key: text.slice(0, equals), value: text.slice(equals + 1) };
}

export function writeAttributeCondition({ key, value }: KeyAndValue): string {
  return key === '' && value.startsWith('=') ? `""=${value}` : `${attributeKeyText(key)}=${value}`;
}

/** A key as it stands before the `=`. */
export function attributeKeyText(key: string): string {
  return key.includes('=') || key.startsWith('"') ? `"${key.replaceAll(/["\\]/g, '\\$&')}"` : key;
}
