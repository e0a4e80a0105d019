// Where in the source code of a made-up service something happens: the code.* attributes of its spans, and the stack
// traces of its exceptions, as each language writes them.
// https://opentelemetry.io/docs/specs/semconv/code/
import type { PlainAttributes } from '../attributes.ts';
import { randomOf } from '../random.ts';
import type { ServiceSpec } from '../topology/topology.ts';
import type { Language } from './languages.ts';

interface Place {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

const EXTENSION: Readonly<Record<Language, string>> = {
  webjs: 'tsx',
  nodejs: 'ts',
  go: 'go',
  java: 'java',
  python: 'py',
  dotnet: 'cs',
  rust: 'rs',
};

/** The code.* attributes of a span; none for a service whose sources are not known. */
export function codeOf(service: ServiceSpec, what: string): PlainAttributes {
  if (service.sources === undefined) return {};
  const { file, line, name } = placeOf(service, what);
  return {
    'code.file.path': `${service.sources}/${file}`,
    'code.line.number': line,
    'code.function.name': name,
  };
}

/** The text of an exception that was thrown while `what` ran. */
export function stackTrace(service: ServiceSpec, what: string, type: string, message: string): string {
  const root = service.sources ?? '/app';
  const frames = ['send', what, 'handle request'].map((step) => placeOf(service, step));
  const at = (write: (place: Place) => string): string[] => frames.map(write);
  switch (service.language) {
    case 'python':
      return [
        'Traceback (most recent call last):',
        ...at(({ file, line, name }) => `  File "${root}/${file}", line ${line}, in ${name}`).reverse(),
        `${type}: ${message}`,
      ].join('\n');
    case 'go':
      return [
        `${type}: ${message}`,
        'goroutine 214 [running]:',
        ...at(({ file, line, name }) => `${name}(...)\n\t${root}/${file}:${line}`),
      ].join('\n');
    case 'java':
      return [
        `${type}: ${message}`,
        ...at(({ file, line, name }) => `\tat ${name}(${file.slice(file.lastIndexOf('/') + 1)}:${line})`),
      ].join('\n');
    case 'dotnet':
      return [
        `${type}: ${message}`,
        ...at(({ file, line, name }) => `   at ${name}() in ${root}/${file}:line ${line}`),
      ].join('\n');
    case 'rust':
      return [
        `${type}: ${message}`,
        ...at(({ file, line, name }) => `   ${name}\n             at ${root}/${file}:${line}`),
      ].join('\n');
    case 'nodejs':
    case 'webjs':
      return [
        `${type}: ${message}`,
        ...at(({ file, line, name }) => `    at ${name} (${root}/${file}:${line}:14)`),
      ].join('\n');
  }
}

function placeOf(service: ServiceSpec, what: string): Place {
  const words = what.toLowerCase().match(/[a-z0-9]+/g) ?? ['handle'];
  const line = randomOf('source', service.name, what).int(18, 340);
  const extension = EXTENSION[service.language];
  const camel = words.map((word, index) => (index === 0 ? word : capital(word))).join('');
  const pascal = words.map(capital).join('');
  switch (service.language) {
    case 'java':
      return { file: `src/main/java/shop/${pascal}.java`, line, name: `shop.${pascal}.${camel}` };
    case 'dotnet':
      return { file: `${pascal}.${extension}`, line, name: `Shop.${pascal}.RunAsync` };
    case 'go':
      return { file: `internal/${words.join('')}.${extension}`, line, name: `main.(*Server).${pascal}` };
    case 'python':
    case 'rust':
      return { file: `src/${words.join('_')}.${extension}`, line, name: words.join('_') };
    case 'nodejs':
    case 'webjs':
      return { file: `src/${words.join('-')}.${extension}`, line, name: camel };
  }
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
