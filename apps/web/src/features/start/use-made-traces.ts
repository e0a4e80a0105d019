// Traces that the server makes up itself: the test trace, and the demo data.
import type { StatusResponse } from '@spanloom/api-schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sendTestTrace, startDemo, stopDemo } from '../../api/actions.ts';
import { statusQuery } from '../../api/queries.ts';

export function useMadeTraces() {
  const client = useQueryClient();
  const [demoStartedHere, setDemoStartedHere] = useState(false);
  const testTrace = useMutation({
    mutationFn: sendTestTrace,
    onSettled: () => client.invalidateQueries({ queryKey: statusQuery().queryKey }),
  });
  const demo = useMutation({
    mutationFn: (on: boolean) => (on ? startDemo() : stopDemo()),
    onMutate: (on) => setDemoStartedHere(on),
    onSuccess: (answer) =>
      client.setQueryData<StatusResponse>(statusQuery().queryKey, (before) =>
        before === undefined ? undefined : { ...before, demo: answer },
      ),
  });
  return {
    testTrace,
    sendTrace: () => {
      if (!testTrace.isPending) testTrace.mutate();
    },
    demo,
    switchDemo: (on: boolean) => demo.mutate(on),
    /** Someone asked for the demo data on this page: they want to see it load. */
    demoStartedHere,
  };
}

export type Made = ReturnType<typeof useMadeTraces>;
