// Values in full, for the table that is the picture's twin.

/** Decimal nanoseconds as milliseconds with every digit: `24.412416 ms`. */
export function exactMillis(nanoseconds: string): string {
  const digits = nanoseconds.padStart(7, '0');
  const whole = digits.slice(0, -6).replace(/\B(?=(?:\d{3})+$)/g, ',');
  const fraction = digits.slice(-6).replace(/0+$/, '');
  return `${whole}${fraction === '' ? '' : `.${fraction}`}\u202fms`;
}

/** Share of 0 .. 1 in per cent, six significant digits. */
export function exactShare(share: number): string {
  return `${plain(share * 100)}%`;
}

/** Calls a second. */
export function exactRate(rate: number): string {
  return plain(rate);
}

/** Six significant digits, more than any count here carries, and no exponent for anything that occurs. */
function plain(value: number): string {
  return Number(value.toPrecision(6)).toLocaleString('en-US', { maximumFractionDigits: 12, useGrouping: true });
}
