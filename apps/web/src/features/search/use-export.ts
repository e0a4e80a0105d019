// Makes a file of what was found: the pages that the list has read, then those that follow, as of the same moment.
import { useCallback, useEffect, useRef, useState } from 'react';
import { readFurtherTraces } from '../../api/further-traces.ts';
import { saveFile } from '../../ui/save-file.ts';
import { EXPORT_LIMIT, type ExportFormat, exportFile } from './export-file.ts';
import type { Search } from './use-search.ts';

export type ExportState =
  | { readonly kind: 'reading'; readonly read: number; readonly of: number | undefined }
  /** The file was handed to the browser. */
  | { readonly kind: 'saved'; readonly traces: number; readonly more: boolean }
  | { readonly kind: 'failed'; readonly error: Error };

export interface Exporting {
  /** undefined when nothing was asked for, or only for another list. */
  readonly state: ExportState | undefined;
  /** undefined while there is nothing to export, or what is shown is an older answer. */
  readonly start: ((format: ExportFormat) => void) | undefined;
  readonly cancel: () => void;
}

export function useExport({ list, histogram, filter, window }: Search, sort: string): Exporting {
  const { shown } = list;
  const [told, setTold] = useState<{ readonly of: string; readonly state: ExportState | undefined }>();
  const running = useRef<AbortController>(undefined);
  // Of another list one expects another file.
  useEffect(() => () => running.current?.abort(), [shown]);

  const pages = list.stale ? undefined : list.data?.pages;
  const first = pages?.[0];
  const last = pages?.at(-1);
  const total = histogram.stale ? undefined : histogram.data?.traces;

  const run = async (format: ExportFormat): Promise<void> => {
    if (pages === undefined || first === undefined || last === undefined || window === undefined) return;
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const tell = (state: ExportState | undefined): void => {
      if (!controller.signal.aborted) setTold({ of: shown, state });
    };
    const begun = pages.flatMap((page) => page.traces);
    const traces = begun.slice(0, EXPORT_LIMIT);
    const of = total === undefined ? undefined : Math.min(total, EXPORT_LIMIT);
    const question = { ...filter, sort };
    const ends = { start: String(window.start), end: String(window.end) };
    tell({ kind: 'reading', read: traces.length, of });
    try {
      const rest = await readFurtherTraces(
        { ...question, ...ends },
        last.nextCursor,
        EXPORT_LIMIT - traces.length,
        controller.signal,
        (read) => tell({ kind: 'reading', read: traces.length + read, of }),
      );
      if (controller.signal.aborted) return;
      const content = {
        question,
        window,
        watermark: first.cost.watermark,
        traces: [...traces, ...rest.traces],
        more: rest.more || begun.length > traces.length,
      };
      saveFile(exportFile(format, content));
      tell({ kind: 'saved', traces: content.traces.length, more: content.more });
    } catch (error) {
      // Of one that was cancelled nothing is told.
      tell({ kind: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
    }
  };

  const cancel = useCallback(() => {
    running.current?.abort();
    setTold(undefined);
  }, []);

  return {
    state: told?.of === shown ? told.state : undefined,
    start: first === undefined || first.traces.length === 0 ? undefined : (format) => void run(format),
    cancel,
  };
}
