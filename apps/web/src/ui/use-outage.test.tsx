// An outage starts with the first failure, keeps its start through further tries, and ends with an answer.
import { act, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { ApiError } from '../api/client.ts';
import { type Outage, useOutage } from './use-outage.ts';

type Asked = Parameters<typeof useOutage>[0][number];

const gone = new ApiError({ kind: 'unreachable', detail: 'Failed to fetch' });
const refused = new ApiError({ kind: 'refused', status: 400, code: 'bad_request', message: 'no', detail: '400' });
const answered: Asked = { data: {}, error: null, errorUpdatedAt: 0, fetchStatus: 'idle' };
const asking: Asked = { data: undefined, error: null, errorUpdatedAt: 0, fetchStatus: 'fetching' };
const failedAt = (errorUpdatedAt: number, data?: unknown): Asked => ({
  data,
  error: gone,
  errorUpdatedAt,
  fetchStatus: 'idle',
});

afterEach(() => vi.unstubAllGlobals());

async function outages(steps: readonly (readonly Asked[])[]): Promise<(Outage | undefined)[]> {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const seen: (Outage | undefined)[] = [];
  const setStep: { current: (step: number) => void } = { current: () => undefined };
  function Probe() {
    const [step, set] = useState(0);
    setStep.current = set;
    const outage = useOutage(steps[step] ?? []);
    seen[step] = outage;
    return undefined;
  }
  const root = createRoot(document.createElement('div'));
  await act(async () => root.render(<Probe />));
  for (let step = 1; step < steps.length; step++) await act(async () => setStep.current(step));
  await act(async () => root.unmount());
  return seen;
}

it('keeps its start from try to try, and ends with an answer', async () => {
  const kept = { since: 10, failedAt: 10 };
  expect(
    await outages([
      [asking],
      [failedAt(10)],
      [{ ...asking, errorUpdatedAt: 10 }],
      [failedAt(25)],
      [asking],
      [answered],
    ]),
  ).toEqual([undefined, kept, kept, { since: 10, failedAt: 25 }, { since: 10, failedAt: 25 }, undefined]);
});

it('lasts as long as one of several queries fails', async () => {
  const outage = { since: 10, failedAt: 10 };
  expect(
    await outages([
      [answered, failedAt(10, {})],
      [answered, answered],
    ]),
  ).toEqual([outage, undefined]);
  expect(
    await outages([
      [failedAt(10), answered],
      [asking, answered],
    ]),
  ).toEqual([outage, outage]);
});

it('is none when the server refuses', async () => {
  expect(await outages([[{ ...answered, error: refused, errorUpdatedAt: 5 }]])).toEqual([undefined]);
});
