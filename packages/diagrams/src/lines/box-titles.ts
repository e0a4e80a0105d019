// Titles of boxes around boxes: Mermaid sets them in the middle of the upper border, also where lines go in.
import { between, pathPoints, type Point } from './path-shape.ts';
import { cornersOfSized, moved, type PictureElement, placesIn, shift, withClass } from './picture-element.ts';

/** From the corner of a box. */
const CORNER = 12;
/** Between a title and a line. */
const CLEAR = 3;
const STEP = 4;

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Moves each to the nearest place at its border that no line crosses; where there is none it stays. */
export function placeTitles(root: PictureElement): void {
  const frames = withClass(root, 'clusters').flatMap(({ children }) => [...children]);
  if (frames.length === 0) return;
  const lines = withClass(root, 'edgePaths').flatMap(({ children }) => [...children]);
  const courses = lines.map((line) => pathPoints(line.getAttribute('d') ?? ''));
  for (const frame of frames) {
    const title = titleOf(frame, root);
    const box = areaOf([...frame.children].flatMap((child) => cornersOfSized(child) ?? []));
    const corners = title === undefined ? [] : ([...placesIn(title)][0] ?? []);
    const area = areaOf(title === undefined ? [] : moved(corners, title));
    if (title === undefined || box === undefined || area === undefined) continue;
    const near = courses.flatMap((points) => pointsAt(points, area));
    const aside = asidesIn(box, area).find((dx) =>
      near.every(({ x }) => x < area.left + dx - CLEAR || x > area.right + dx + CLEAR),
    );
    if (aside !== undefined && aside !== 0) shift(title, { x: aside, y: 0 });
  }
}

/** In its frame, or where it was put to be drawn above the lines. */
function titleOf(frame: PictureElement, root: PictureElement): PictureElement | undefined {
  const id = frame.getAttribute('id');
  return [...withClass(frame, 'cluster-label'), ...withClass(root, 'cluster-label')].find(
    (title) => (title.getAttribute('data-box') ?? id) === id,
  );
}

function areaOf(corners: readonly Point[]): Area | undefined {
  if (corners.length === 0) return undefined;
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** How far it may be moved, the nearest first. */
function asidesIn(box: Area, { left, right }: Area): number[] {
  const [least, most] = [box.left + CORNER - left, box.right - CORNER - right];
  const steps = Math.max(Math.floor((most - least) / STEP), 0);
  const asides = Array.from({ length: steps + 1 }, (_, i) => least + i * STEP);
  return [0, ...asides.sort((a, b) => Math.abs(a) - Math.abs(b))];
}

/** Of the pieces at the height of a title, as many points that none is passed over. */
function pointsAt(points: readonly Point[], { top, bottom }: Area): Point[] {
  return points.flatMap((point, i) => {
    const next = points[i + 1];
    if (next === undefined || Math.max(point.y, next.y) < top || Math.min(point.y, next.y) > bottom) return [];
    return between([point, next]).filter(({ y }) => y > top && y < bottom);
  });
}
