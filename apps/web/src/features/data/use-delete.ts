// One deletion at a time: what is asked, what became of it, and every view reading anew once it is done.
import type { ServicesResponse } from '@spanloom/api-schema';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteEverything, deleteService } from '../../api/actions.ts';
import { storeChanged } from '../../api/store-changed.ts';

export type StoredService = ServicesResponse['services'][number];

/** What someone wants gone; it goes once a dialog was answered. */
export type Wanted = { readonly kind: 'service'; readonly service: StoredService } | { readonly kind: 'everything' };

export function useDelete() {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>();
  const mutation = useMutation({
    mutationFn: (what: Wanted) => (what.kind === 'service' ? deleteService(what.service) : deleteEverything()),
    onSuccess: async () => {
      setWanted(undefined);
      await storeChanged(client);
    },
  });
  return {
    wanted,
    ask: (what: Wanted) => {
      mutation.reset();
      setWanted(what);
    },
    cancel: () => setWanted(undefined),
    confirm: () => {
      if (wanted !== undefined && !mutation.isPending) mutation.mutate(wanted);
    },
    pending: mutation.isPending,
    error: mutation.error,
    /** The last deletion that was done. */
    done:
      mutation.data === undefined || mutation.variables === undefined
        ? undefined
        : { what: mutation.variables, spans: mutation.data.spans },
  };
}

export type Deleting = ReturnType<typeof useDelete>;
