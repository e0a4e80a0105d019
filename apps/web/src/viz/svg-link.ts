// A link inside of a picture.

const SVG = 'http://www.w3.org/2000/svg';

/** Puts a link around elements that stand together; it keeps their place. */
export function linkAround(elements: readonly SVGElement[], href: string, name: string, part: string): SVGAElement {
  const anchor = document.createElementNS(SVG, 'a');
  anchor.setAttribute('href', href);
  anchor.setAttribute('aria-label', name);
  anchor.dataset['part'] = part;
  elements[0]?.before(anchor);
  anchor.append(...elements);
  return anchor;
}
