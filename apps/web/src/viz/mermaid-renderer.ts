// Draws Mermaid text to SVG elements. Mermaid is large: it is loaded when the first picture is asked for.
import { type DiagramRoom, layLines, mermaidConfig } from '@spanloom/diagrams';
import type { Mermaid } from 'mermaid';

export interface MermaidPicture {
  readonly svg: SVGSVGElement;
  /** Prefix of the ids in it. */
  readonly id: string;
  /** Natural size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Time spent laying out and drawing. */
  readonly elapsedMs: number;
}

export interface MermaidRenderer {
  /**
   * Draws off screen, below `stage` (an element of the page that is not seen), in the colours of the theme. Every
   * picture has fresh ids: one on screen is never touched. Rejects when the text is not Mermaid.
   */
  draw(text: string, stage: HTMLElement, dark: boolean): Promise<MermaidPicture>;
}

let loaded: Mermaid | undefined;

/** Whether it is drawn at once: nothing is left to be fetched for it. */
export function isMermaidLoaded(): boolean {
  return loaded !== undefined;
}

/** `name` tells the ids of two renderers on a page apart. Pictures are drawn one after the other: Mermaid has one state. */
export function createMermaidRenderer(name: string, room: DiagramRoom = 'page'): MermaidRenderer {
  let drawn = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    draw(text, stage, dark) {
      const next = async (): Promise<MermaidPicture> => {
        // Waited for only where it is not there yet: at each wait the browser takes up other work first.
        loaded ??= (await import('mermaid')).default;
        if (!hasFonts(stage)) await loadFonts(stage);
        drawn += 1;
        return drawOnce(loaded, `${name}-${drawn}`, { text, stage, dark, room });
      };
      const picture = last.then(next, next);
      last = picture;
      return picture;
    },
  };
}

interface Drawing {
  readonly text: string;
  readonly stage: HTMLElement;
  readonly dark: boolean;
  readonly room: DiagramRoom;
}

async function drawOnce(mermaid: Mermaid, id: string, { text, stage, dark, room }: Drawing): Promise<MermaidPicture> {
  const started = performance.now();
  const { fontFamily } = getComputedStyle(stage);
  mermaid.initialize(mermaidConfig({ text, theme: dark ? 'dark' : 'light', fontFamily, htmlLabels: true, room }));
  const place = twinOf(stage);
  const holder = document.createElement('div');
  try {
    const { svg: markup } = await mermaid.render(id, text, place);
    // Made by Mermaid at its strict level from text whose labels are escaped.
    holder.innerHTML = markup;
  } finally {
    place.remove();
  }
  const svg = holder.querySelector('svg');
  if (svg === null) throw new Error('Mermaid made no picture');
  layLines(svg, text);
  const { width, height } = svg.viewBox.baseVal;
  svg.removeAttribute('style');
  raiseTitles(svg);
  return { svg, id, width, height, elapsedMs: performance.now() - started };
}

/** The title of a box is drawn after the lines that cross it; its ground is that of the picture. */
function raiseTitles(svg: SVGSVGElement): void {
  for (const root of svg.querySelectorAll('g.root')) {
    for (const title of root.querySelectorAll<SVGElement>(':scope > g.clusters g.cluster-label')) {
      title.dataset['box'] = title.closest('g.cluster')?.id ?? '';
      root.append(title);
    }
  }
}

/**
 * Laid out like the stage, in what outlives the page: one that is left while Mermaid draws takes its stage with it, and what is
 * nowhere has no size.
 */
function twinOf(stage: HTMLElement): HTMLElement {
  const place = stage.cloneNode(false) as HTMLElement;
  (stage.closest('main') ?? document.body).append(place);
  return place;
}

function hasFonts(stage: HTMLElement): boolean {
  return fontsOf(stage).every((font) => document.fonts.check(font));
}

/** Text measured in a font that is still loading would be cut when the font arrives. */
async function loadFonts(stage: HTMLElement): Promise<void> {
  await Promise.all(fontsOf(stage).map((font) => document.fonts.load(font)));
}

function fontsOf(stage: HTMLElement): string[] {
  const { fontFamily } = getComputedStyle(stage);
  return ['400 11px', '600 12px'].map((style) => `${style} ${fontFamily}`);
}
