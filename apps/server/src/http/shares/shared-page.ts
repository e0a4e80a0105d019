// The pages of a snapshot: the whole one, and the one for a frame in another page.
import { type DiagramFormat, diagramFormats } from '@spanloom/api-schema';
import type { Picture } from '@spanloom/diagrams';
import { html } from 'hono/html';
import type { StoredShare } from '../../threads/messages.ts';
import { type Html, pageFrame, pageStyle } from './page-frame.ts';
import { pictureFacts } from './picture-facts.ts';
import { kindName, pictureHeader, pictureMain, picturePageStyle, type PictureView, windowOf } from './picture-page.ts';
import type { SharedWords } from './shared-words.ts';

export interface SharedView {
  readonly share: StoredShare;
  readonly words: SharedWords;
  /** Where the page is; its picture has an ending more. */
  readonly path: string;
  /** For previews of the link elsewhere; undefined: nobody else can reach this server. */
  readonly publicUrl: string | undefined;
}

function pictureView({ share, words, path }: SharedView): PictureView {
  return { words, image: `${path}.svg`, ...drawnOf(share) };
}

/** What was drawn, as it was stored. */
export function drawnOf({ kind, title, theme, content }: StoredShare): Omit<PictureView, 'words' | 'image'> {
  const picture = JSON.parse(content.picture) as Picture;
  return { kind, title, ...content, picture, theme: theme === 'dark' ? 'dark' : 'light' };
}

export function sharedStyle(share: StoredShare): string {
  return picturePageStyle(drawnOf(share));
}

export function sharedPage(view: SharedView, style: string): Html {
  const { share, words } = view;
  const picture = pictureView(view);
  const facts = html`<span><span class="badge">${words.snapshot}</span> ${words.frozen(words.moment(share.createdAt))}</span>${share.expiresAt === undefined ? '' : html`<span>${words.expires(words.moment(share.expiresAt))}</span>`}`;
  return pageFrame({
    lang: words.lang,
    title: `${share.title} · Spanloom`,
    style,
    head: openGraph(view),
    body: html`${pictureHeader(picture, { brand: words.shared, facts, actions: files(view) })}
${pictureMain(picture)}
${sharedFooter(share, words)}`,
  });
}

export function sharedFooter(share: Pick<StoredShare, 'query' | 'version'>, words: SharedWords): Html {
  const replaced = redactions(share).map((one) => `${words.redacted[one]} `);
  return html`<footer><span>${replaced}</span><span>${words.drawnBy(share.version)}</span></footer>`;
}

const FILE_NAMES: Readonly<Record<DiagramFormat, string>> = { svg: 'SVG', png: 'PNG', html: 'HTML', mmd: 'Mermaid' };

function files({ share, path }: SharedView): Html {
  const links = diagramFormats(share.kind).map(
    (ending) => html`<a href="${path}.${ending}" download="${share.kind}.${ending}">${FILE_NAMES[ending]}</a>`,
  );
  return html`<nav>${links}</nav>`;
}

/** https://ogp.me: addresses have to be whole, so there are none without a public one. */
function openGraph(view: SharedView): Html {
  const { share, path, publicUrl } = view;
  const picture = pictureView(view);
  const told = `${kindName(picture)}, ${windowOf(picture)}. ${pictureFacts(picture).description}`;
  const addresses =
    publicUrl === undefined
      ? ''
      : html`
<meta property="og:url" content="${publicUrl}${path}">
<meta property="og:image" content="${publicUrl}${path}.png">
<meta property="og:image:type" content="image/png">
<meta property="og:image:alt" content="${share.title}">
<meta name="twitter:card" content="summary_large_image">`;
  return html`<meta name="description" content="${told}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Spanloom">
<meta property="og:title" content="${share.title}">
<meta property="og:description" content="${told}">${addresses}`;
}

/** What was replaced, by what was asked for. */
export function redactions({ query }: Pick<StoredShare, 'query'>): ('services' | 'labels')[] {
  const wanted = new URLSearchParams(query).get('redact')?.split(',') ?? [];
  return (['services', 'labels'] as const).filter((one) => wanted.includes(one));
}

const EMBEDDED = `
html, body { height: 100%; }
figure { flex: 1; min-height: 0; display: flex; margin: 0; padding: 8px; overflow: auto; }
figure img { max-width: 100%; max-height: 100%; margin: auto; object-fit: contain; height: auto; }
.caption { display: flex; flex-wrap: wrap; gap: 2px 12px; padding: 4px 8px; border-top: 1px solid var(--line); color: var(--t2); }
.caption a { flex: 1; min-width: 0; color: var(--t1); overflow-wrap: anywhere; }
`;

export function embeddedStyle({ theme }: StoredShare): string {
  return pageStyle(theme, EMBEDDED);
}

/** For a frame in another page: the picture, and a line that leads to the whole page. */
export function embeddedPage(view: SharedView, style: string): Html {
  const picture = pictureView(view);
  const { title, image, words } = picture;
  const { width, height, description } = pictureFacts(picture);
  return pageFrame({
    lang: words.lang,
    title: `${title} · Spanloom`,
    style,
    body: html`<figure><img src="${image}" width="${width}" height="${height}" alt="${description === '' ? title : description}"></figure>
<p class="caption"><a href="${view.path}" target="_blank" rel="noopener">${title}</a><span>${windowOf(picture)}</span></p>`,
  });
}
