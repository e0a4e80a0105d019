// How a step went, as its caller sees it.
export interface Failure {
  readonly kind: 'failed';
  /** The status of an HTTP answer; other protocols translate it. */
  readonly httpStatus: number;
  readonly errorType: string;
  readonly message: string;
  /** Some span has told the exception already: those around it only say that they failed. */
  readonly told?: boolean;
  /** No answer came at all: whoever asked has no status, and tells the exception itself. */
  readonly unanswered?: boolean;
}

export type Outcome = { readonly kind: 'ok' } | Failure;

export const OK: Outcome = { kind: 'ok' };
