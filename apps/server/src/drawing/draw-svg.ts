// Mermaid text as an SVG file: the same bytes for the same text and theme, on any machine and after any other picture.
import {
  DIAGRAM_TOKENS,
  type DiagramTheme,
  layLines,
  MAX_TEXT,
  mermaidConfig,
  type MermaidPicture,
  type TextRefusal,
  textRefusal,
} from '@spanloom/diagrams';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { Mermaid } from 'mermaid';
import { boxOf, LABEL_GROUND } from './boxes.ts';
import type { DomElement } from './dom.ts';
import { MAX_EDGES } from './drawing-limits.ts';
import { FONT_FAMILY } from './font-families.ts';
import type { Fonts } from './fonts.ts';
import { addStyle, applyMarks, BOX } from './marks.ts';
import { installMermaidPage, type MermaidPage } from './mermaid-page.ts';
import { hideEntities, NEXT_LINE } from './placeholders.ts';
import { type Serialised, serialisePicture } from './serialise.ts';

export interface SvgDrawer {
  /** One at a time: Mermaid has one state. The error is a sentence for the user. */
  draw(picture: ThemedPicture): Promise<Result<Serialised, string>>;
}

export interface ThemedPicture extends MermaidPicture {
  readonly theme: DiagramTheme;
}

/** Once in a thread: Mermaid looks for its page on the global object. */
export async function createSvgDrawer(fonts: Fonts): Promise<SvgDrawer> {
  const page = installMermaidPage(fonts.metrics);
  const { default: mermaid } = await import('mermaid');
  return {
    async draw({ text, marks, theme }) {
      const refusal = textRefusal(text);
      if (refusal !== undefined) return err(REFUSALS[refusal](text));
      initialize(mermaid, text, theme);
      const markup = await render(mermaid, text);
      if (!markup.ok) return markup;
      try {
        const svg = showPicture(page, markup.value);
        lightenValues(svg);
        centreLabels(svg, page);
        groundLabels(svg, page);
        raiseTitles(svg, DIAGRAM_TOKENS[theme].bg, page);
        layLines(svg, text);
        applyMarks(svg, { marks, tokens: DIAGRAM_TOKENS[theme], page });
        return ok(serialisePicture(svg, { metrics: fonts.metrics, background: DIAGRAM_TOKENS[theme].bg }));
      } finally {
        page.document.body.innerHTML = '';
      }
    },
  };
}

const REFUSALS: Readonly<Record<TextRefusal, (text: string) => string>> = {
  tooLong: (text) => `The diagram has ${text.length} characters; at most ${MAX_TEXT} are drawn.`,
  frontMatter: () => 'A diagram that begins with front matter is not drawn.',
  directive: () => 'A diagram with directives (%%{) is not drawn.',
  image: () => 'A diagram with shapes that are images (img:) is not drawn.',
};

function initialize(mermaid: Mermaid, text: string, theme: DiagramTheme): void {
  mermaid.initialize({
    ...mermaidConfig({ text, theme, fontFamily: FONT_FAMILY, htmlLabels: false }),
    deterministicIds: true,
    deterministicIDSeed: 'spanloom',
    handDrawnSeed: 1,
    maxTextSize: MAX_TEXT,
    maxEdges: MAX_EDGES,
  });
}

async function render(mermaid: Mermaid, text: string): Promise<Result<string, string>> {
  try {
    return ok((await mermaid.render('drawing', hideEntities(text))).svg);
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    return err(`Mermaid does not draw this text: ${first}`);
  }
}

function showPicture({ document }: MermaidPage, markup: string): DomElement {
  document.body.innerHTML = markup;
  const svg = document.body.querySelector('svg');
  if (svg === null) throw new Error('Mermaid made no picture');
  return svg;
}

/** In a box the first line is its name. As on the page, its room was made for bold letters in all of them. */
function lightenValues(svg: DomElement): void {
  for (const text of svg.querySelectorAll('.node .label text')) {
    const lines = [...text.children];
    const first = lines.findIndex(({ textContent }) => textContent.startsWith(NEXT_LINE));
    if (first === -1) continue;
    for (const line of lines.slice(first)) {
      for (const piece of [line, ...line.querySelectorAll('tspan')]) addStyle(piece, 'font-weight:400');
    }
  }
}

const LABEL_MARGIN = 4;

/** As on the page: as high as the lines of the label, and a little wider. */
function groundLabels(svg: DomElement, { layoutOf }: MermaidPage): void {
  const layout = layoutOf(svg);
  for (const ground of svg.querySelectorAll(`rect.${LABEL_GROUND}`)) {
    const text = ground.parentElement?.querySelector('text');
    // Labels of boxes have a ground without a size, which is not drawn.
    if (text === null || text === undefined || ground.getAttribute('width') === null) continue;
    const { x, y, width, height } = boxOf(text, layout);
    const place = { x: x - LABEL_MARGIN, y, width: width + 2 * LABEL_MARGIN, height };
    for (const [name, value] of Object.entries(place)) ground.setAttribute(name, String(value));
  }
}

/** The label of a shape with a least width stands at its left, where labels are SVG text. Cells of a table have places. */
function centreLabels(svg: DomElement, { layoutOf }: MermaidPage): void {
  const layout = layoutOf(svg);
  for (const node of svg.querySelectorAll('g.node')) {
    const labels = [...node.children].filter((child) => /^label( noteLabel)?$/.test(child.getAttribute('class') ?? ''));
    const [label] = labels;
    if (label === undefined || labels.length > 1) continue;
    // Lines of a note begin at its left.
    for (const text of label.querySelectorAll('text')) addStyle(text, 'text-anchor:middle');
    const { x, width } = boxOf(label, layout);
    const [, down = '0'] = /translate\([^,]*,\s*(-?[\d.]+)\)/.exec(label.getAttribute('transform') ?? '') ?? [];
    if (width > 0) label.setAttribute('transform', `translate(${-(x + width / 2)}, ${down})`);
  }
}

const TITLE_GAP = 2;

/** The title of a box is drawn after the lines that cross it, on a ground of its own. */
function raiseTitles(svg: DomElement, ground: string, page: MermaidPage): void {
  for (const root of svg.querySelectorAll('g.root')) {
    const clusters = [...root.children].find((child) => child.getAttribute('class') === 'clusters');
    for (const title of clusters?.querySelectorAll('g.cluster-label') ?? []) {
      const { x, y, width, height } = boxOf(title, page.layoutOf(title));
      // Below the upper side of the box, which stays whole.
      const place = { x: x - 3, y: y + TITLE_GAP, width: width + 6, height: height - TITLE_GAP };
      [...title.children][0]?.before(page.rectangle(place, `fill:${ground};stroke:none`));
      title.setAttribute(BOX, title.closest('g.cluster')?.getAttribute('id') ?? '');
      [...root.children].at(-1)?.after(title);
    }
  }
}
