// Values of a request and of its steps, drawn as the topology says.
import { double, type PlainAttributes } from '../attributes.ts';
import type { Random } from '../random.ts';
import type { Draw, Draws } from '../topology/topology.ts';

export type Value = PlainAttributes[string];
/** What was drawn once for the whole request. */
export type Values = ReadonlyMap<string, Value>;

export function drawn(draw: Draw, random: Random, values: Values): Value {
  if (typeof draw !== 'object') return draw;
  if ('of' in draw) {
    const value = values.get(draw.of);
    if (value === undefined) throw new Error(`the request has no value ${draw.of}`);
    return value;
  }
  if ('int' in draw) {
    const number = random.int(...draw.int);
    return draw.prefix === undefined ? number : `${draw.prefix}${number}`;
  }
  if ('decimal' in draw) return double(random.int(draw.decimal[0] * 100, draw.decimal[1] * 100) / 100);
  if ('pick' in draw) return random.pick(draw.pick);
  return draw;
}

export function drawnAll(draws: Draws | undefined, random: Random, values: Values): PlainAttributes {
  const all: Record<string, Value> = {};
  for (const [name, draw] of Object.entries(draws ?? {})) all[name] = drawn(draw, random, values);
  return all;
}

/** The values of a request: later ones may refer to earlier ones. */
export function drawnValues(draws: Draws, random: Random): Values {
  const values = new Map<string, Value>();
  for (const [name, draw] of Object.entries(draws)) values.set(name, drawn(draw, random, values));
  return values;
}

/** A path or query with `{name}` replaced by the request's values. */
export function filledIn(template: string, values: Values): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values.get(name);
    return typeof value === 'string' || typeof value === 'number' ? encodeURIComponent(String(value)) : whole;
  });
}
