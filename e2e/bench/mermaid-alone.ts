// Mermaid alone on an empty page, as it comes from npm, and how fast the machine is by it: targets in milliseconds are those of a
// machine that nobody else uses, and this one is slower by the hour by a factor of up to three.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import { edgesResponse } from '../../packages/api-schema/src/edges.ts';
import { drawableMap, mapLayoutText, mermaidConfig } from '../../packages/diagrams/src/index.ts';
import { MERMAID_MODULE, type MermaidModule, serveBareMermaid } from '../support/bare-mermaid.ts';
import { inNewPage, median } from './bench-browser.ts';

const HOUR_NS = 3_600_000_000_000n;
const UNTIL_NEXT_TRY_MS = 1000;
const TOLD_EACH_MS = 30_000;
/** The engine compiles what it has run a few times. */
const UNMEASURED = 3;

export interface MapText {
  readonly nodes: number;
  readonly edges: number;
  readonly text: string;
}

/** What a server's architecture map of the last hour has Mermaid draw. */
export async function textOfMap(url: string): Promise<MapText> {
  const now = BigInt(Date.now()) * 1_000_000n;
  const answer = await fetch(`${url}/api/v1/edges?start=${now - HOUR_NS}&end=${now}`);
  const map = drawableMap(edgesResponse.parse(await answer.json()), { without: new Set() });
  return { nodes: map.nodes.length, edges: map.edges.length, text: mapLayoutText(map) };
}

export interface MachineWanted {
  readonly text: string;
  /** What Mermaid alone takes for the text on the machine that the targets are of, in milliseconds: so much at least. */
  readonly leastMs: number;
  /** So much at most. */
  readonly referenceMs: number;
  /** So many of each measurement. */
  readonly runs: number;
  /**
   * Milliseconds since 1970: until then only runs count that had such a machine, before and after. Without it all count, however
   * slow the machine is.
   */
  readonly patientUntilMs: number | undefined;
}

/** What Mermaid alone took for the text, in milliseconds. */
export interface Beside {
  readonly mermaidBeforeMs: number;
  readonly mermaidAfterMs: number;
}

export interface Runs<T> {
  readonly counted: readonly (T & Beside)[];
  /** So often the machine was another one, before a run or after it. */
  readonly passedOver: number;
  /** Whether patience ended before there were enough. */
  readonly areFewer: boolean;
}

export interface Machine {
  /** Runs of `work`, each with drawings of Mermaid before and after it: so many, and what counts is their median. */
  runsOf<T extends object>(work: () => Promise<T>, drawings?: number): Promise<Runs<T>>;
}

/** While `work` runs, a page of Mermaid stands by. */
export async function withMachine<T>(
  browser: Browser,
  wanted: MachineWanted,
  work: (machine: Machine) => Promise<T>,
): Promise<T> {
  const served = await serveBareMermaid({});
  try {
    return await inNewPage(browser, async (page) => {
      const mermaidMs = await openMermaid(page, served.origin, wanted.text);
      return await work({
        runsOf: async (measure, drawings = 1) => runsBeside(wanted, () => mermaidMs(drawings), measure),
      });
    });
  } finally {
    await served.close();
  }
}

/** By what a figure is multiplied to be that of the machine that the targets are of: by the faster drawing, so that it is rather too high. */
export function toReference({ mermaidBeforeMs, mermaidAfterMs }: Beside, referenceMs: number): number {
  return referenceMs / Math.min(mermaidBeforeMs, mermaidAfterMs);
}

async function runsBeside<T extends object>(
  { leastMs, referenceMs, runs, patientUntilMs }: MachineWanted,
  mermaidMs: () => Promise<number>,
  measure: () => Promise<T>,
): Promise<Runs<T>> {
  let toldAtMs = 0;
  const isThere = (ms: number): boolean => {
    const there = patientUntilMs === undefined || (ms >= leastMs && ms <= referenceMs);
    if (!there && Date.now() > toldAtMs + TOLD_EACH_MS) {
      toldAtMs = Date.now();
      process.stderr.write(`Mermaid alone takes ${ms} ms; waiting for ${leastMs} to ${referenceMs}\n`);
    }
    return there;
  };
  const counted: (T & Beside)[] = [];
  let passedOver = 0;
  let mermaidBeforeMs = await mermaidMs();
  while (counted.length < runs) {
    if (isThere(mermaidBeforeMs)) {
      const measured = await measure();
      const mermaidAfterMs = await mermaidMs();
      if (isThere(mermaidAfterMs)) {
        counted.push({ ...measured, mermaidBeforeMs, mermaidAfterMs });
        mermaidBeforeMs = mermaidAfterMs;
        continue;
      }
    }
    passedOver += 1;
    if (Date.now() > (patientUntilMs ?? 0)) break;
    await sleep(UNTIL_NEXT_TRY_MS);
    mermaidBeforeMs = await mermaidMs();
  }
  return { counted, passedOver, areFewer: counted.length < runs };
}

/** Draws the text anew so many times, and answers the median of the milliseconds. */
async function openMermaid(page: Page, origin: string, text: string): Promise<(drawings: number) => Promise<number>> {
  await page.goto(origin);
  const config = mermaidConfig({ text, theme: 'light', fontFamily: 'sans-serif', htmlLabels: true });
  const input = [MERMAID_MODULE, text, config] as const;
  const draw = () =>
    page.evaluate(async ([url, source, settings]) => {
      const { default: mermaid } = (await import(url)) as MermaidModule;
      const stage = document.querySelector('#stage') ?? document.body;
      const began = performance.now();
      mermaid.initialize(settings);
      await mermaid.render('picture', source, stage);
      return performance.now() - began;
    }, input);
  for (let run = 0; run < UNMEASURED; run++) await draw();
  return async (drawings) => {
    // A page behind another one draws no frames.
    await page.bringToFront();
    // What another page did meanwhile is in the caches of the processor.
    await draw();
    const taken = [];
    while (taken.length < drawings) taken.push(await draw());
    return Math.round(median(taken));
  };
}
