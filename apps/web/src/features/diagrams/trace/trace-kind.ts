// What a kind of diagram of one trace is, for the page: a generator of @spanloom/diagrams, its words, and what its parts do.
import type { DiagramLanguage, TraceDiagramKind, TraceDiagramParameters } from '@spanloom/api-schema';
import type { ApiTrace, DiagramTheme, TraceSpan } from '@spanloom/diagrams';
import type { ComponentType } from 'react';
import type { DataColumn } from '../../../ui/data-table.tsx';
import type { LegendItem } from '../../../ui/legend.tsx';
import type { DiagramsUrl } from '../diagrams-url.ts';
import type { ShownPicture } from '../frame/generated-picture.tsx';

/** `M`: its model. `F`: what it needs to know besides the trace. */
export interface TraceKind<M, F = undefined> {
  readonly id: TraceDiagramKind;
  /** What of the address decides what is drawn, as one text. */
  readonly askedOf?: (url: DiagramsUrl) => string;
  /** The same for the server, which draws the picture as a file; undefined: there is nothing to draw. */
  readonly fileOf?: (asked: string, model: M) => Partial<TraceDiagramParameters> | undefined;
  /** A hook: what it needs besides, the same object while nothing changes; the diagram is drawn again when more is known. */
  readonly useFurther?: (trace: ApiTrace | undefined, asked: string) => F;
  readonly modelOf: (
    spans: readonly TraceSpan[],
    asked: string,
    further: F | undefined,
    language: DiagramLanguage,
  ) => M;
  readonly textOf: (model: M, traceId: string, theme: DiagramTheme) => string;
  readonly isEmpty: (model: M) => boolean;
  /** Styles of its picture. */
  readonly className?: string | undefined;
  /** A hook: what binds the parts of a picture of this trace; the same function while nothing of it changes. */
  readonly useOnShown: (trace: ApiTrace) => (shown: ShownPicture<M>) => (() => void) | undefined;
  /** A hook. */
  readonly useWords: (model: M | undefined) => KindWords;
  /** Choices of the reader, below what is not drawn. */
  readonly Choices?: ComponentType<ChoicesProps<M>>;
  /** What it is compared with: a section of its own. */
  readonly Comparison?: ComponentType<ChoicesProps<M>>;
}

export interface ChoicesProps<M> {
  readonly url: DiagramsUrl;
  readonly model: M;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

export type FactRows = readonly (readonly [name: string, value: string])[];

export interface KindWords {
  readonly pictureLabel: string;
  readonly legend: readonly LegendItem[];
  /** The rest is of a model; nothing while there is none. */
  readonly notDrawn: FactRows;
  /** What is odd about the trace. */
  readonly found: FactRows;
  /** For the foot line. */
  readonly shown: string;
  readonly table: KindTable;
}

export interface KindTable {
  readonly label: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly KindRow[];
}

export interface KindRow {
  readonly key: string;
  /** Where its name leads; undefined: nowhere. */
  readonly spanId: string | undefined;
  /** Texts by column. */
  readonly cells: readonly string[];
  /** Columns that tell of a failure. */
  readonly failing?: readonly string[];
}
