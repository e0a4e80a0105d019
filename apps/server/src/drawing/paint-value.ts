// Colours as every SVG reader understands them. Mermaid derives some as `hsl(210, 20.5%, -3%)`, which resvg paints black.

/** `#rrggbb`, a name, `none` or a reference within the picture; undefined for whatever else is written. */
export function paintValue(written: string): { readonly paint: string; readonly opacity?: number } | undefined {
  const value = written.trim().toLowerCase();
  if (/^#(?:[\da-f]{3}|[\da-f]{6})$/.test(value)) return { paint: value };
  if (/^#[\da-f]{8}$/.test(value)) return withOpacity(value.slice(0, 7), Number.parseInt(value.slice(7), 16) / 255);
  if (value === 'transparent') return { paint: 'none' };
  if (/^[a-z]{3,30}$/.test(value)) return { paint: value };
  const reference = /^url\(["']?#([\w.-]+)["']?\)$/i.exec(written.trim());
  if (reference !== null) return { paint: `url(#${reference[1]})` };
  const call = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(value);
  if (call === null) return undefined;
  const [a, b, c, alpha = '1'] = (call[2] ?? '').split(/[\s,/]+/).filter((part) => part !== '');
  const numbers = [a, b, c].map((part) => Number.parseFloat(part ?? ''));
  const opacity = Number.parseFloat(alpha) / (alpha.endsWith('%') ? 100 : 1);
  if (numbers.some(Number.isNaN) || Number.isNaN(opacity)) return undefined;
  const [x = 0, y = 0, z = 0] = numbers;
  return withOpacity(call[1] === 'rgb' ? hexOf([x, y, z]) : hexOf(rgbOf(x, y / 100, z / 100)), opacity);
}

function withOpacity(paint: string, opacity: number): { readonly paint: string; readonly opacity?: number } {
  return opacity >= 1 ? { paint } : { paint, opacity: Math.round(Math.max(0, opacity) * 1000) / 1000 };
}

/** https://www.w3.org/TR/css-color-4/#hsl-to-rgb; whatever lies outside is taken for the nearest end. */
function rgbOf(hue: number, saturation: number, lightness: number): readonly number[] {
  const s = clamp(saturation, 1);
  const l = clamp(lightness, 1);
  const channel = (n: number): number => {
    const k = (((n + hue / 30) % 12) + 12) % 12;
    return 255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}

function hexOf(channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.round(clamp(channel, 255)).toString(16).padStart(2, '0')).join('')}`;
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
