// The signals of OTLP. Traces are decoded; of the others the items are counted, so that a partial success can tell how
// many were not stored. https://opentelemetry.io/docs/specs/otlp/#partial-success

export const SIGNALS = ['traces', 'metrics', 'logs', 'profiles'] as const;
export type Signal = (typeof SIGNALS)[number];
/** A signal that is answered but not stored. */
export type OtherSignal = Exclude<Signal, 'traces'>;
