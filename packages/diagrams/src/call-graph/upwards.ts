// The way up from calls to those around them, gone once for all that share it.

interface Inner<T> {
  readonly within: T | undefined;
}

/** Finds the nearest that is there, from a call itself upwards. */
export function upwards<T extends Inner<T>>(isThere: (call: T) => boolean): (from: T | undefined) => T | undefined {
  const known = new Map<T, T | undefined>();
  return (from) => {
    const passed: T[] = [];
    let at = from;
    while (at !== undefined && !known.has(at)) {
      if (isThere(at)) known.set(at, at);
      else {
        passed.push(at);
        at = at.within;
      }
    }
    const found = at && known.get(at);
    for (const call of passed) known.set(call, found);
    return found;
  };
}
