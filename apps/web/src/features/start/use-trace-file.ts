// Opening a file of traces: it is read here, sent document by document, and can be stopped between two of them.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { importTraces } from '../../api/actions.ts';
import { ApiError } from '../../api/client.ts';
import { storeChanged } from '../../api/store-changed.ts';
import { readTraceFile, type TraceFile, type TraceFileProblem } from './trace-file.ts';

/** What became of a file. Spans of documents that were sent before it was stopped stay. */
export interface OpenedFile {
  readonly name: string;
  readonly file: TraceFile;
  readonly sentSpans: number;
  readonly rejectedSpans: number;
  /** Why spans were rejected, in the server's words; '' when none was. */
  readonly message: string;
  readonly stopped: boolean;
}

/** A file that holds no traces; for the reader's language. */
export class NoTraceFile extends Error {
  readonly problem: TraceFileProblem;

  constructor(problem: TraceFileProblem) {
    super(problem);
    this.problem = problem;
  }
}

export function useTraceFile() {
  const client = useQueryClient();
  const stop = useRef<AbortController>(undefined);
  const [progress, setProgress] = useState<{ readonly sent: number; readonly of: number }>();
  const opening = useMutation({
    mutationFn: async (source: File): Promise<OpenedFile> => {
      const file = readTraceFile(await source.text());
      if (typeof file === 'string') throw new NoTraceFile(file);
      const { signal } = (stop.current = new AbortController());
      let [sentSpans, rejectedSpans, message] = [0, 0, ''];
      for (const document of file.documents) {
        if (signal.aborted) break;
        setProgress({ sent: sentSpans, of: file.spans });
        const answer = await importWhenReady(document.text, signal);
        sentSpans += document.spans;
        rejectedSpans += answer.rejectedSpans;
        message ||= answer.message;
      }
      return { name: source.name, file, sentSpans, rejectedSpans, message, stopped: signal.aborted };
    },
    onSettled: () => {
      setProgress(undefined);
      return storeChanged(client);
    },
  });
  return { opening, progress, open: (source: File) => opening.mutate(source), stop: () => stop.current?.abort() };
}

export type TraceFileOpening = ReturnType<typeof useTraceFile>;

const BUSY: readonly number[] = [429, 503];
const PAUSE_MS = 1000;

/** A server that has too much to do asks to try again; it is asked until it takes the document, or one stops. */
async function importWhenReady(text: string, signal: AbortSignal): ReturnType<typeof importTraces> {
  for (;;) {
    try {
      return await importTraces(text);
    } catch (error) {
      const busy = error instanceof ApiError && error.failure.kind === 'refused' && BUSY.includes(error.failure.status);
      if (!busy || signal.aborted) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
