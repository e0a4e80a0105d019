// What a Mermaid text may not be, whoever wrote it.

/** Mermaid's own limit on the length of a text, in characters. */
export const MAX_TEXT = 50_000;

/**
 * Front matter and directives change how Mermaid is set up, and their style sheets could load from elsewhere. Shapes that are
 * images do.
 */
export type TextRefusal = 'tooLong' | 'frontMatter' | 'directive' | 'image';

export function textRefusal(text: string): TextRefusal | undefined {
  if (text.length > MAX_TEXT) return 'tooLong';
  if (/^\s*---/.test(text)) return 'frontMatter';
  if (text.includes('%%{')) return 'directive';
  return /@\{[^}]*\bimg["']?\s*:/.test(text) ? 'image' : undefined;
}
