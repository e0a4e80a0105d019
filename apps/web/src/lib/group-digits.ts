// Digits in groups of three, the same in every language of the app.

/** `12480.50` -> `12,480.50`: what stands behind the point stays as it is. */
export function groupDigits(number: string): string {
  const [whole = '', ...rest] = number.split('.');
  return [whole.replaceAll(/\B(?=(?:\d{3})+$)/g, ','), ...rest].join('.');
}
