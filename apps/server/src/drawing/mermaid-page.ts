// A page without a browser that Mermaid can draw on: jsdom, and what jsdom lacks because it lays nothing out.
import type { DomDocument, DomElement } from './dom.ts';
import { JSDOM } from 'jsdom';
import { type Box, boxOf } from './boxes.ts';
import { pathLength, pathPoints, pointAlong } from '@spanloom/diagrams';
import { compileStyleSheet, type Declarations, type StyleSheet } from './style-sheet.ts';
import { FONT_PROPERTIES, layoutText, type TextLayoutContext } from './text-layout.ts';
import type { TextMetrics } from './text-metrics.ts';

export interface MermaidPage {
  readonly document: DomDocument;
  /** Lays out text and boxes as Mermaid sees them: for one element, while nothing changes. */
  readonly layoutOf: LayoutOf;
  /** A new rectangle, not in the picture yet. */
  readonly rectangle: (place: Box, style: string) => DomElement;
  /** A new piece of text, not in the picture yet. */
  readonly tspan: (text: string, style: string) => DomElement;
  /** What is told of the element that it stands in, not in the picture yet. */
  readonly title: (text: string) => DomElement;
}

/** What stands for the width of a window where Mermaid asks for one. */
const PAGE_WIDTH = 1200;

/** What Mermaid and its libraries take from the global object. */
const GLOBALS = [
  'window',
  'document',
  'navigator',
  'Node',
  'NodeFilter',
  'Element',
  'HTMLElement',
  'HTMLTemplateElement',
  'HTMLFormElement',
  'SVGElement',
  'DocumentFragment',
  'NamedNodeMap',
  'DOMParser',
  'XMLSerializer',
  'CSSStyleSheet',
  'Option',
] as const;

/** Makes the page and puts it onto the global object, where Mermaid looks for it: once in a thread, before Mermaid loads. */
export function installMermaidPage(metrics: TextMetrics): MermaidPage {
  const { window } = new JSDOM('<!doctype html><html><body></body></html>', { pretendToBeVisual: true });
  const layoutOf = layoutsOf(metrics);
  installGeometry(window.Element.prototype, layoutOf);
  installBoxWidths(window.HTMLElement.prototype);
  Object.defineProperty(window, 'CSSStyleSheet', { value: SheetOfRules, configurable: true, writable: true });
  for (const name of GLOBALS) {
    Object.defineProperty(globalThis, name, {
      value: name === 'window' ? window : window[name],
      configurable: true,
      writable: true,
    });
  }
  const document = window.document as DomDocument;
  return {
    document,
    layoutOf,
    rectangle: (place, style) => rectangle(document, place, style),
    tspan: (text, style) => tspan(document, text, style),
    title: (text) => title(document, text),
  };
}

/** Mermaid writes rules of its own into one and reads them back as text. */
class SheetOfRules {
  readonly cssRules: { readonly cssText: string; readonly style: { readonly length: number } }[] = [];

  insertRule(cssText: string, index = 0): number {
    this.cssRules.splice(index, 0, { cssText, style: { length: 0 } });
    return index;
  }
}

/** Lays out an element as it is now. What is found out about its ancestors holds only for as long as nothing changes. */
type LayoutOf = (element: DomElement) => TextLayoutContext;

function layoutsOf(metrics: TextMetrics): LayoutOf {
  const compiled = new WeakMap<DomElement, { readonly css: string; readonly sheet: StyleSheet }>();
  const none = compileStyleSheet('', FONT_PROPERTIES);
  const sheetOf = (element: DomElement): StyleSheet => {
    // Where Mermaid puts it. To look through all of a picture for each of its texts would take most of the time.
    const style = [...(element.closest('svg')?.children ?? [])].find(({ localName }) => localName === 'style');
    if (style === undefined) return none;
    const css = style.textContent;
    const known = compiled.get(style);
    if (known?.css === css) return known.sheet;
    const sheet = compileStyleSheet(css, FONT_PROPERTIES);
    compiled.set(style, { css, sheet });
    return sheet;
  };
  return (measured) => ({ metrics, declarationsOf: remembered(sheetOf(measured)) });
}

function remembered(sheet: StyleSheet): (element: DomElement) => Declarations {
  const known = new Map<DomElement, Declarations>();
  return (element) => {
    const declarations = known.get(element) ?? sheet.declarationsOf(element);
    known.set(element, declarations);
    return declarations;
  };
}

const SVG = 'http://www.w3.org/2000/svg';

function rectangle(document: DomDocument, { x, y, width, height }: Box, style: string): DomElement {
  const element = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height })) element.setAttribute(name, String(value));
  element.setAttribute('style', important(style));
  return element;
}

function tspan(document: DomDocument, text: string, style: string): DomElement {
  const element = document.createElementNS(SVG, 'tspan');
  element.textContent = text;
  element.setAttribute('style', important(style));
  return element;
}

function title(document: DomDocument, text: string): DomElement {
  const element = document.createElementNS(SVG, 'title');
  element.textContent = text;
  return element;
}

/** Over Mermaid's own rules, of which some are important too. */
export function important(style: string): string {
  return style
    .split(';')
    .map((declaration) => `${declaration} !important`)
    .join(';');
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `getBBox` has no `left` or `top`: where Mermaid finds them it takes the box for one of HTML. */
function installGeometry(prototype: object, layoutOf: LayoutOf): void {
  const pointsOf = (element: DomElement) => pathPoints(element.getAttribute('d') ?? '');
  Object.assign(prototype, {
    getBBox(this: DomElement) {
      return { ...boxOf(this, layoutOf(this)) };
    },
    getBoundingClientRect(this: DomElement) {
      const { x, y, width, height } = boxOf(this, layoutOf(this));
      return { x, y, width, height, left: x, top: y, right: x + width, bottom: y + height };
    },
    getComputedTextLength(this: DomElement): number {
      return layoutText(this, layoutOf(this)).reduce((sum, { width }) => sum + width, 0);
    },
    getTotalLength(this: DomElement): number {
      return pathLength(pointsOf(this));
    },
    getPointAtLength(this: DomElement, length: number): Point {
      return pointAlong(pointsOf(this), length);
    },
  });
}

function installBoxWidths(prototype: object): void {
  for (const name of ['clientWidth', 'offsetWidth']) {
    Object.defineProperty(prototype, name, { get: () => PAGE_WIDTH, configurable: true });
  }
}
