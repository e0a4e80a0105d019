// What a span says about a failure. https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
import { stackTrace } from '../world/source-code.ts';
import type { Outcome } from './outcome.ts';
import type { OpenSpan, Scene } from './scene.ts';

/** Marks the span as failed; the first that hears of a failure also tells the exception, with its stack trace. */
export function tellException(scene: Scene, span: OpenSpan, what: string, outcome: Outcome): Outcome {
  if (outcome.kind === 'ok') return outcome;
  const { errorType, message } = outcome;
  span.set({ 'error.type': errorType });
  span.fail(message);
  if (outcome.told === true) return outcome;
  span.event('exception', {
    'exception.type': errorType,
    'exception.message': message,
    'exception.stacktrace': stackTrace(scene.service, what, errorType, message),
  });
  return { ...outcome, told: true };
}
