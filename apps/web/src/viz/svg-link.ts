// Links inside of a picture.

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

/** A line of one pixel cannot be hit: an unseen wider one lies over it. Who reads or tabs has the link of its label. */
export function linkAlong(line: SVGPathElement, href: string): SVGAElement {
  const anchor = document.createElementNS(SVG, 'a');
  anchor.setAttribute('href', href);
  anchor.setAttribute('aria-hidden', 'true');
  anchor.setAttribute('tabindex', '-1');
  const hit = document.createElementNS(SVG, 'path');
  hit.setAttribute('d', line.getAttribute('d') ?? '');
  hit.setAttribute('class', 'sl-hit');
  anchor.append(hit);
  line.after(anchor);
  return anchor;
}
