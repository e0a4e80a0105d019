// What diagrams of a window say of whoever sent its spans: the answer of the store, with colours and the length of the window.
import type { NodeRef } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import type { ServiceColor } from '../picture.ts';

export interface SenderFacts {
  /** In which the diagram speaks. */
  readonly language: DiagramLanguage;
  /** The search, in words of that language. */
  readonly source: string;
  /** All traces of the window, not those of a search. */
  readonly whole: boolean;
  readonly seconds: number;
  /** Unix nanoseconds. */
  readonly end: bigint;
  readonly senders: readonly SenderFact[];
  readonly calls: readonly SenderCall[];
}

export interface SenderFact {
  readonly service: { readonly name: string; readonly namespace: string } & ServiceColor;
  readonly attributes: readonly { readonly key: string; readonly value: string }[];
  readonly scopes: readonly { readonly name: string; readonly spans: number }[];
  readonly spans: number;
  readonly errors: number;
  /** Both weighted by sampling. */
  readonly weight: number;
  readonly errorWeight: number;
  /** Of the requests that it answered, and of those of them that failed: weighted too. */
  readonly requestWeight: number;
  readonly requestErrorWeight: number;
  /** When its last span ended. */
  readonly lastEnd: bigint;
}

export interface SenderCall {
  readonly client: NodeRef;
  readonly server: NodeRef;
  /** Places in `senders`; undefined for a side that sent no span. */
  readonly clientResource: number | undefined;
  readonly serverResource: number | undefined;
  readonly async: boolean;
  readonly calls: number;
  /** Weighted by sampling. */
  readonly weight: number;
  readonly errorWeight: number;
}
