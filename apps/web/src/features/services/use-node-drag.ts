// Dragging a node of the map with a mouse. A press that does not move stays a click; the place is told once, at the end.
import { type PointerEvent, useRef, useState } from 'react';
import type { Point } from '../../viz/service-map-shape.ts';

const DRAG_FROM_PX = 4;

export interface Dragged extends Point {
  readonly id: string;
}

interface Press {
  readonly id: string;
  /** Corner of the node when it was pressed, in the picture. */
  readonly corner: Point;
  readonly clientX: number;
  readonly clientY: number;
}

export interface NodeDrag {
  /** The node under way. */
  readonly dragged: Dragged | undefined;
  /** True for the click that ends a drag. */
  readonly endsDrag: () => boolean;
  readonly on: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: () => void;
    readonly onPointerCancel: () => void;
  };
}

/** `placeOf`: the corner of a node. `scale`: pixels of the screen for one of the picture. */
export function useNodeDrag(
  placeOf: (id: string) => Point | undefined,
  scale: number,
  onMoved: (id: string, place: Point) => void,
): NodeDrag {
  const press = useRef<Press>(undefined);
  const hasDragged = useRef(false);
  const [dragged, setDragged] = useState<Dragged>();
  return {
    dragged,
    endsDrag: () => hasDragged.current,
    on: {
      onPointerDown: (event) => {
        hasDragged.current = false;
        const id = (event.target as Element).closest<SVGElement>('[data-part="node"]')?.dataset.id;
        const corner = id === undefined ? undefined : placeOf(id);
        if (id === undefined || corner === undefined || event.button !== 0 || event.pointerType !== 'mouse') return;
        // The ground is dragged by whoever is around the picture.
        event.stopPropagation();
        press.current = { id, corner, clientX: event.clientX, clientY: event.clientY };
      },
      onPointerMove: (event) => {
        const from = press.current;
        if (from === undefined) return;
        const [dx, dy] = [event.clientX - from.clientX, event.clientY - from.clientY];
        if (!hasDragged.current && Math.hypot(dx, dy) < DRAG_FROM_PX) return;
        if (!hasDragged.current) event.currentTarget.setPointerCapture(event.pointerId);
        hasDragged.current = true;
        setDragged({ id: from.id, x: from.corner.x + dx / scale, y: from.corner.y + dy / scale });
      },
      onPointerUp: () => {
        press.current = undefined;
        if (dragged !== undefined) onMoved(dragged.id, dragged);
        setDragged(undefined);
      },
      onPointerCancel: () => {
        press.current = undefined;
        setDragged(undefined);
      },
    },
  };
}
