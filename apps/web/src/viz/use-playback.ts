// Moves a window over a time, step by step, while it is played. A step waits for the picture of the one before, and for
// nobody's eye: with reduced motion there are few and large ones.
import { useEffect, useEffectEvent, useState } from 'react';
import { nextWindow, type Speed } from './playback.ts';
import type { ZoomWindow } from './time-scale-layout.ts';

const STEP_MS = 500;
const REDUCED_STEP_MS = 3000;

interface PlaybackInput {
  readonly window: ZoomWindow;
  readonly extent: number;
  readonly speed: Speed;
  readonly behind: boolean;
  readonly onWindow: (window: ZoomWindow) => void;
}

interface Playback {
  readonly playing: boolean;
  readonly setPlaying: (playing: boolean) => void;
}

export function usePlayback({ window, extent, speed, behind, onWindow }: PlaybackInput): Playback {
  const [playing, setPlaying] = useState(false);
  const step = useEffectEvent((elapsedMs: number) => {
    if (behind) return;
    const next = nextWindow(window, extent, speed, elapsedMs);
    if (next === undefined) setPlaying(false);
    else onWindow(next);
  });
  useEffect(() => {
    if (!playing) return undefined;
    const stepMs = matchMedia('(prefers-reduced-motion: reduce)').matches ? REDUCED_STEP_MS : STEP_MS;
    const timer = setInterval(() => step(stepMs), stepMs);
    return () => clearInterval(timer);
  }, [playing]);
  return { playing, setPlaying };
}
