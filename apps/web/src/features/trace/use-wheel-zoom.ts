// The wheel over the timeline: on the minimap and the axis it zooms around the pointer; over the rows it scrolls them, and
// zooms with Ctrl or ⌘ (which is also what a pinch on a touchpad sends). Sideways it pans.
import { type RefObject, useEffect, useEffectEvent } from 'react';
import { nanosAt, timeScale, type TimeScale } from '../../viz/time-scale-layout.ts';
import { wholeWindow } from '../../viz/zoom-window-layout.ts';
import type { Zoom } from './use-zoom.ts';

/** Parts of the head mark themselves with `data-wheel`: `minimap` (whole trace) or `axis` (what is shown). */
export function useWheelZoom(
  frame: RefObject<HTMLElement | null>,
  scale: TimeScale,
  treeWidth: number,
  extent: number,
  zoom: Zoom,
): void {
  const onWheel = useEffectEvent((event: WheelEvent) => {
    const element = frame.current;
    const target = event.target;
    if (element === null || !(target instanceof Element)) return;
    const x = event.clientX - element.getBoundingClientRect().left - treeWidth;
    if (x < 0) return;
    const place = target.closest('[data-wheel]')?.getAttribute('data-wheel');
    const zooms = event.ctrlKey || event.metaKey || (place !== null && place !== undefined);
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey) {
      event.preventDefault();
      zoom.pan(((event.deltaX || event.deltaY) / Math.max(scale.width, 1)) * 0.8);
    } else if (zooms) {
      event.preventDefault();
      const over = place === 'minimap' ? timeScale(wholeWindow(extent), scale.width) : scale;
      zoom.by(Math.exp(Math.min(Math.max(event.deltaY, -200), 200) * 0.003), nanosAt(over, x));
    }
  });
  useEffect(() => {
    const element = frame.current;
    const listener = (event: WheelEvent): void => onWheel(event);
    // React's own wheel listeners are passive: they could not keep the page from zooming.
    element?.addEventListener('wheel', listener, { passive: false });
    return () => element?.removeEventListener('wheel', listener);
  }, [frame]);
}
