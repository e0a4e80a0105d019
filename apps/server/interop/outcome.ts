// How a run ends: the last lines, and the exit code.

export type Outcome = 'ok' | 'failed' | 'skipped';

export interface Ending {
  readonly lines: readonly string[];
  readonly exitCode: 0 | 1;
}

/** A language that was not tried proves nothing: that is a failure, unless whoever runs this said that it may be. */
export function ending(outcomes: ReadonlyMap<string, Outcome>, allowMissing: boolean): Ending {
  const of = (wanted: Outcome): string[] =>
    [...outcomes].flatMap(([language, outcome]) => (outcome === wanted ? [language] : []));
  const [failed, skipped] = [of('failed'), of('skipped')];
  const ok = failed.length === 0 && (skipped.length === 0 || allowMissing);
  return {
    lines: [
      ...of('ok').map((language) => `ok: ${language}`),
      ...failed.map((language) => `FAILED: ${language}`),
      ...skipped.map((language) => `SKIPPED: ${language}`),
      ...(skipped.length > 0 && !allowMissing ? ['Missing tools are a failure without --allow-missing.'] : []),
    ],
    exitCode: ok ? 0 : 1,
  };
}
