// A number that one can say, just below another one.

/** 1, 2 or 5 times a power of ten. 0 for what is below 1. */
export function roundedDown(value: bigint): bigint {
  if (value < 1n) return 0n;
  const power = 10n ** BigInt(value.toString().length - 1);
  return (value >= 5n * power ? 5n : value >= 2n * power ? 2n : 1n) * power;
}
