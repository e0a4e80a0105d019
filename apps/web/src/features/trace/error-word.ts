// The one word that says what kind of error a span had, for the badge on its row: a status code, a type, never a sentence.
import type { ViewSpan } from './view-span.ts';

/** In the order of how much they tell; the older names of the semantic conventions too. */
const CODE_KEYS = ['http.response.status_code', 'http.status_code', 'rpc.grpc.status_code', 'rpc.response.status_code'];
const TYPE_KEYS = ['error.type', 'exception.type'];

/** `504`, `TimeoutError`; undefined when the span says no more than that it failed. */
export function errorWord(span: ViewSpan): string | undefined {
  const valueOf = (keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const text = span.attributes.find((attribute) => attribute.key === key)?.text;
      if (text !== undefined && text !== '') return text;
    }
    return undefined;
  };
  const code = valueOf(CODE_KEYS);
  // A server error of gRPC is any code but 0; HTTP below 400 is no error, so the type tells more.
  if (code !== undefined && (code.length < 3 ? code !== '0' : Number(code) >= 400)) return code;
  const type = valueOf(TYPE_KEYS);
  // `java.net.SocketTimeoutException` -> the last part is what people look for.
  return type !== undefined && /^[\w$]+(\.[\w$]+)+$/.test(type) ? type.split('.').at(-1) : type;
}
