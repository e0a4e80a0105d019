// A pasted Collector configuration as a diagram. It is read here, in the page: it may hold secrets, and nothing of it is sent.
import type { BlockDiagram, DiagramLanguage } from '@spanloom/api-schema';
import { collectorDiagram, type CollectorProblem, readCollectorConfig } from '@spanloom/diagrams';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { parseDocument } from 'yaml';

const MOST_CHARACTERS = 200_000;
/** An alias may stand for many more, which stand for more: that many are resolved. */
const MOST_ALIASES = 100;

export type YamlProblem =
  | { readonly kind: 'too long' }
  | { readonly kind: 'yaml'; readonly line: number | undefined; readonly message: string }
  | { readonly kind: CollectorProblem; readonly where: string };

export function collectorOfYaml(text: string, language: DiagramLanguage): Result<BlockDiagram, YamlProblem> {
  if (text.length > MOST_CHARACTERS) return err({ kind: 'too long' });
  const value = valueOf(text);
  if (!value.ok) return value;
  const config = readCollectorConfig(value.value);
  return config.ok
    ? ok(collectorDiagram(config.value, language))
    : err({ kind: config.error.problem, where: config.error.where });
}

function valueOf(text: string): Result<unknown, YamlProblem> {
  try {
    const document = parseDocument(text, { merge: true, prettyErrors: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error === undefined) return ok(document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown);
    const [message = ''] = error.message.split(' at line ', 1);
    return err({ kind: 'yaml', line: error.linePos?.[0].line, message });
  } catch (error) {
    // Thrown for too many aliases, for one without an anchor, and for what is nested deeper than the stack.
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    return err({ kind: 'yaml', line: undefined, message: error.message });
  }
}
