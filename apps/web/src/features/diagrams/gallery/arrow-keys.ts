// Arrow keys move the focus between links by where they stand.
import type { KeyboardEvent } from 'react';

type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const AXES = {
  ArrowLeft: { along: 'x', sign: -1 },
  ArrowRight: { along: 'x', sign: 1 },
  ArrowUp: { along: 'y', sign: -1 },
  ArrowDown: { along: 'y', sign: 1 },
} as const;

export interface Middle {
  readonly x: number;
  readonly y: number;
}

/** Of places the nearest one in a direction; what stands in the same row or column comes first. Undefined: there is none. */
export function nextPlace(places: readonly Middle[], from: Middle, direction: Direction): number | undefined {
  const { along, sign } = AXES[direction];
  const across = along === 'x' ? 'y' : 'x';
  let best: { readonly place: number; readonly far: number } | undefined;
  for (const [place, middle] of places.entries()) {
    const ahead = (middle[along] - from[along]) * sign;
    if (ahead < 1) continue;
    const aside = Math.abs(middle[across] - from[across]);
    // Left and right stay in their row.
    if (along === 'x' && aside > 1) continue;
    const far = ahead + 3 * aside;
    if (best === undefined || far < best.far) best = { place, far };
  }
  return best?.place;
}

/** For the element around the links. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  if (!(event.key in AXES) || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[href]')];
  const from = links.find((link) => link === document.activeElement);
  if (from === undefined) return;
  const next = nextPlace(links.map(middleOf), middleOf(from), event.key as Direction);
  event.preventDefault();
  if (next !== undefined) links[next]?.focus();
}

function middleOf(element: HTMLElement): Middle {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}
