// Who takes part stays in view while a long sequence is scrolled: a copy of the participants at the upper edge.

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 6;

/** Keeps a copy at the upper edge of `view`, which scrolls the picture. Gives back what ends it. */
export function stickHeads(svg: SVGSVGElement, view: HTMLElement): () => void {
  const heads = copyOfHeads(svg);
  if (heads === undefined) return () => undefined;
  svg.append(heads.group);
  const place = (): void => {
    const box = svg.getBoundingClientRect();
    const scale = box.height / svg.viewBox.baseVal.height;
    const hidden = (view.getBoundingClientRect().top - box.top) / scale + svg.viewBox.baseVal.y;
    // As soon as the upper edge reaches the participants themselves.
    const shown = scale > 0 && hidden > heads.top - MARGIN;
    heads.group.style.display = shown ? '' : 'none';
    heads.group.setAttribute('transform', `translate(0 ${hidden - heads.top + MARGIN})`);
  };
  place();
  const observer = new ResizeObserver(place);
  observer.observe(svg);
  view.addEventListener('scroll', place, { passive: true });
  return () => {
    observer.disconnect();
    view.removeEventListener('scroll', place);
  };
}

function copyOfHeads(svg: SVGSVGElement): { readonly group: SVGGElement; readonly top: number } | undefined {
  const participants = [...svg.querySelectorAll<SVGGElement>('g[data-et="participant"]')];
  const boxes = participants.flatMap((group) => group.querySelector<SVGRectElement>('rect.actor')?.getBBox() ?? []);
  const [first] = boxes;
  if (first === undefined) return undefined;
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('class', 'sl-heads');
  group.setAttribute('aria-hidden', 'true');
  const ground = document.createElementNS(SVG, 'rect');
  const { x, width } = svg.viewBox.baseVal;
  const sizes = { x: x - 1, y: first.y - MARGIN - 1, width: width + 2, height: first.height + 2 * MARGIN + 1 };
  for (const [name, value] of Object.entries(sizes)) ground.setAttribute(name, String(value));
  ground.setAttribute('class', 'sl-heads-ground');
  group.append(ground, ...participants.map(copyOf));
  return { group, top: first.y };
}

/** Without what would make it a participant of its own for whoever looks for one. */
function copyOf(participant: SVGGElement): SVGGElement {
  const copy = participant.cloneNode(true) as SVGGElement;
  copy.removeAttribute('id');
  copy.removeAttribute('data-et');
  return copy;
}
