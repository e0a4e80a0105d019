// What a page says of a picture, read from what was drawn: it was written by us.
import { type Picture, resultsDescription, waterfallDescription } from '@spanloom/diagrams';

export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  /** What it says for those who do not see it; '' when it says nothing. */
  readonly description: string;
}

export function pictureFacts({ svg, picture }: { readonly svg: string; readonly picture: Picture }): PictureFacts {
  const [tag = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
  const size = (name: string): number => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(tag)?.[1] ?? '600');
  return { width: size('width'), height: size('height'), description: descriptionOf(picture) };
}

function descriptionOf(picture: Picture): string {
  if ('waterfall' in picture) return waterfallDescription(picture.waterfall);
  if ('results' in picture) return resultsDescription(picture.results);
  const description = /^\s*accDescr: (.*)$/m.exec(picture.text)?.[1] ?? '';
  return description.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
