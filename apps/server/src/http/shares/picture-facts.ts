// What a page says of a picture, read from its files: they were written by us.

export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  /** What its text says for those who do not see it; '' when it says nothing. */
  readonly description: string;
}

export function pictureFacts({ svg, text }: { readonly svg: string; readonly text: string }): PictureFacts {
  const [tag = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
  const size = (name: string): number => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(tag)?.[1] ?? '600');
  const description = /^\s*accDescr: (.*)$/m.exec(text)?.[1] ?? '';
  return {
    width: size('width'),
    height: size('height'),
    description: description.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))),
  };
}
