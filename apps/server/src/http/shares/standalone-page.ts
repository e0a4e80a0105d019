// A diagram as one HTML file: it opens from a disk, without a server, and can neither run, load nor send anything.
import { html } from 'hono/html';
import { type Html, pageFrame, pagePolicy } from './page-frame.ts';
import { pictureHeader, pictureMain, picturePageStyle, type PictureView } from './picture-page.ts';

interface StandaloneView extends Omit<PictureView, 'image'> {
  readonly footer: Html;
}

export async function standalonePage({ footer, ...view }: StandaloneView): Promise<string> {
  const { words, title, svg } = view;
  const picture: PictureView = { ...view, image: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
  const style = picturePageStyle(view);
  // Whoever frames a file cannot be told in the file itself.
  const policy = pagePolicy(style, { images: 'data:', ancestors: undefined });
  const page = pageFrame({
    lang: words.lang,
    title: `${title} · Spanloom`,
    style,
    head: html`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    body: html`${pictureHeader(picture, { brand: '' })}
${pictureMain(picture)}
${footer}`,
  });
  return String(await page);
}
