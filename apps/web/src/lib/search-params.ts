// How the app's URLs are written: plain `key=value` pairs, a list as a repeated key, nothing encoded as JSON.
import { z } from '@spanloom/api-schema';

/** A text of the URL. Of a key that stands several times, the first. */
export const urlText = z.preprocess((value) => (Array.isArray(value) ? value[0] : value), z.string().optional());

/** A list of texts of the URL: a key that may stand once or several times. */
export const urlTexts = z.preprocess(
  (value) => (value === undefined || Array.isArray(value) ? value : [value]),
  z.array(z.string()).optional(),
);

/** What the API calls otherwise than pages do: addresses of pages are made from its addresses by hand. */
const NAMES_OF_THE_API: ReadonlyMap<string, string> = new Map([
  ['start', 'from'],
  ['end', 'to'],
]);

/** `?a=1&b=2&b=3` -> { a: '1', b: ['2', '3'] }; the API's `start` and `end` become `from` and `to`. */
export function parseSearch(query: string): Record<string, string | string[]> {
  const result: Record<string, string | string[]> = Object.create(null);
  const parameters = new URLSearchParams(query);
  for (const key of new Set(parameters.keys())) {
    const own = NAMES_OF_THE_API.get(key);
    // What is said in both ways is left for whoever tells what is not understood.
    const name = own === undefined || parameters.has(own) ? key : own;
    const values = parameters.getAll(key);
    result[name] = values.length === 1 ? (values[0] ?? '') : values;
  }
  return { ...result };
}

/** The inverse: undefined is left out, a list becomes a repeated key; starts with `?` unless it is empty. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) parameters.append(key, String(item));
    }
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}
