// Seeded randomness: the only source of chance in this package. A stream is named by keys, so any part of the world can be
// made again, alone and in any order.

/** A stream of pseudo-random values (sfc32). Not for secrets. */
export interface Random {
  /** Uniform in [0, 1). */
  float(): number;
  /** Uniform whole number from min to max, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** One of the keys of a table of weights. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** Log-normal around a median, as latencies are. `spread` 0.3 keeps nine in ten values within -40 % and +65 %. */
  around(median: number, spread?: number): number;
  /** Lowercase hex, two digits a byte. */
  hex(bytes: number): string;
}

/** The stream that these keys name. Equal keys give equal streams. */
export function randomOf(...keys: readonly (string | number | bigint)[]): Random {
  let [a, b, c, d] = hash128(keys.map((key) => `${typeof key}:${key}`).join('\n'));

  function next(): number {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }

  const float = (): number => next() / 4_294_967_296;
  const int = (min: number, max: number): number => min + Math.floor(float() * (max - min + 1));
  for (let i = 0; i < 12; i++) next();

  return {
    float,
    int,
    chance: (probability) => float() < probability,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    weighted(weights) {
      const keys = Object.keys(weights) as (keyof typeof weights)[];
      const total = keys.reduce((sum, key) => sum + weights[key], 0);
      let point = float() * total;
      for (const key of keys) {
        point -= weights[key];
        if (point < 0) return key;
      }
      throw new Error('a table of weights needs at least one positive weight');
    },
    around(median, spread = 0.3) {
      const gauss = Math.sqrt(-2 * Math.log(1 - float())) * Math.cos(2 * Math.PI * float());
      return median * Math.exp(gauss * spread);
    },
    hex(bytes) {
      let text = '';
      for (let left = bytes; left > 0; left -= 4) text += wordText(next(), Math.min(4, left));
      return text;
    },
  };
}

/** The first bytes of a 32-bit word as hex. */
function wordText(word: number, bytes: number): string {
  return word
    .toString(16)
    .padStart(8, '0')
    .slice(0, 2 * bytes);
}

/** cyrb128: four well mixed 32-bit words of a text. */
function hash128(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}
