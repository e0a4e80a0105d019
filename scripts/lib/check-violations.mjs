// Deliberate violations, each with the check that has to notice it and the words it has to say.

/**
 * @typedef {{
 *   readonly title: string, readonly check: string, readonly says: string,
 *   readonly write?: Readonly<Record<string, string>>, readonly append?: Readonly<Record<string, string>>
 * }} Violation write: new files; append: text added to a file that is there
 */

const FEATURE = 'apps/web/src/features/planted/planted-page.tsx';
const FEATURE_SOURCE =
  "export interface PlantedProps {\n  readonly title: string;\n}\n\nexport const planted = 'planted';\n";

/** @type {readonly Violation[]} */
export const VIOLATIONS = [
  {
    title: 'a wrong-way import between packages',
    check: 'import directions',
    says: 'direction-otlp-model',
    append: { 'packages/otlp-model/src/ids.ts': "\nexport { nodeId } from '../../analysis/src/node-ref.ts';\n" },
  },
  {
    title: 'a wrong-way import by package name',
    check: 'import directions',
    says: 'direction-server-receivers',
    write: { 'apps/server/src/receivers/planted.ts': "export * from '@spanloom/demo-data';\n" },
  },
  {
    title: 'a wrong-way import type in a .tsx',
    check: 'import directions',
    says: 'direction-web-ui',
    write: {
      [FEATURE]: FEATURE_SOURCE,
      'apps/web/src/ui/planted.tsx':
        "import type { PlantedProps } from '../features/planted/planted-page.tsx';\n\nexport const Planted = (props: PlantedProps) => <p>{props.title}</p>;\n",
    },
  },
  {
    title: 'a wrong-way import type of declarations',
    check: 'import directions',
    says: 'direction-web-ui',
    write: {
      'apps/web/src/features/planted/planted.d.ts': 'export type Planted = string;\n',
      'apps/web/src/ui/planted.tsx':
        "import type { Planted } from '../features/planted/planted.d.ts';\n\nexport const Shown = (props: { readonly text: Planted }) => <p>{props.text}</p>;\n",
    },
  },
  {
    title: 'a wrong-way dynamic import in a .tsx',
    check: 'import directions',
    says: 'direction-web-ui',
    write: {
      [FEATURE]: FEATURE_SOURCE,
      'apps/web/src/ui/planted.tsx':
        "export const later = () => import('../features/planted/planted-page.tsx');\n\nexport const Planted = () => <p />;\n",
    },
  },
  {
    title: 'a wrong-way import inside a type',
    check: 'lint',
    says: 'consistent-type-imports',
    write: {
      [FEATURE]: FEATURE_SOURCE,
      'apps/web/src/ui/planted.tsx':
        "export type Planted = import('../features/planted/planted-page.tsx').PlantedProps;\n",
    },
  },
  {
    title: 'a wrong-way import inside typeof',
    check: 'lint',
    says: 'consistent-type-imports',
    write: {
      [FEATURE]: FEATURE_SOURCE,
      'apps/web/src/ui/planted.tsx': "export type Planted = typeof import('../features/planted/planted-page.tsx');\n",
    },
  },
  {
    title: 'a feature that imports another',
    check: 'import directions',
    says: 'features-apart',
    write: {
      [FEATURE]: FEATURE_SOURCE,
      'apps/web/src/features/other/other-page.tsx': "export { planted } from '../planted/planted-page.tsx';\n",
    },
  },
  {
    title: 'a file read in a pure package',
    check: 'import directions',
    says: 'pure-analysis-no-node',
    write: { 'packages/analysis/src/planted.ts': "export { readFileSync } from 'node:fs';\n" },
  },
  {
    title: 'an npm package in a pure package',
    check: 'import directions',
    says: 'everything-resolves',
    write: { 'packages/analysis/src/planted.ts': "export { z } from 'zod';\n" },
  },
  {
    title: 'SQL in the HTTP layer',
    check: 'import directions',
    says: 'sqlite-only-in-its-adapter',
    write: { 'apps/server/src/http/planted.ts': "export { default as Database } from 'better-sqlite3';\n" },
  },
  {
    title: 'a store adapter constructed by a use case',
    check: 'import directions',
    says: 'adapters-only-in-workers',
    write: {
      'apps/server/src/storage/memory/planted.ts': 'export const planted = 1;\n',
      'apps/server/src/query/planted.ts': "export { planted } from '../storage/memory/planted.ts';\n",
    },
  },
  {
    title: 'a new folder without a place in the order',
    check: 'import directions',
    says: 'every-folder-has-a-layer',
    write: { 'apps/server/src/planted/planted.ts': "export { nearest } from '../config/nearest.ts';\n" },
  },
  {
    title: 'a cycle',
    check: 'import directions',
    says: 'no-cycles',
    write: {
      'packages/analysis/src/planted-a.ts': "import { b } from './planted-b.ts';\n\nexport const a = () => b;\n",
      'packages/analysis/src/planted-b.ts': "import { a } from './planted-a.ts';\n\nexport const b = () => a;\n",
    },
  },
  {
    title: 'an unused export',
    check: 'unused code',
    says: 'plantedUnusedExport',
    append: { 'packages/otlp-model/src/ids.ts': '\nexport const plantedUnusedExport = 1;\n' },
  },
  {
    title: 'an unused file',
    check: 'unused code',
    says: 'apps/web/src/lib/planted-unused.ts',
    write: { 'apps/web/src/lib/planted-unused.ts': 'export const nobodyImportsThis = 1;\n' },
  },
  {
    title: 'generated code changed by hand',
    check: 'generated code',
    says: 'packages/otlp-model/src/protobuf/gen/',
    append: { 'packages/otlp-model/src/protobuf/gen/otlp.js': '\n// changed by hand\n' },
  },
  {
    title: 'generated code older than its .proto',
    check: 'generated code',
    says: 'packages/otlp-model/src/protobuf/gen/',
    append: {
      'proto/opentelemetry/proto/trace/v1/trace.proto': '\nmessage Planted {\n  string planted_field = 1;\n}\n',
    },
  },
  {
    title: 'a type error',
    check: 'types',
    says: 'packages/analysis/src/planted.ts',
    write: { 'packages/analysis/src/planted.ts': "export const planted: number = 'text';\n" },
  },
  {
    title: 'the DOM in a pure package',
    check: 'types',
    says: "Cannot find name 'document'",
    write: { 'packages/analysis/src/planted.ts': 'export const planted = (): string => document.title;\n' },
  },
  {
    title: 'the clock in a pure package',
    check: 'lint',
    says: 'no-restricted-properties',
    write: { 'packages/analysis/src/planted.ts': 'export const planted = (): number => Date.now();\n' },
  },
  {
    title: 'a promise that nobody waits for',
    check: 'lint',
    says: 'no-floating-promises',
    write: { 'apps/server/src/http/planted.ts': 'export function planted(): void {\n  Promise.resolve(1);\n}\n' },
  },
  {
    title: 'an explicit any',
    check: 'lint',
    says: 'no-explicit-any',
    write: { 'apps/server/src/http/planted.ts': 'export const planted = (value: any): unknown => value;\n' },
  },
  {
    title: 'an empty catch',
    check: 'lint',
    says: 'no-empty',
    write: {
      'apps/server/src/http/planted.ts':
        'export function planted(text: string): unknown {\n  try {\n    return JSON.parse(text);\n  } catch {}\n}\n',
    },
  },
  {
    title: 'another format',
    check: 'format',
    says: 'packages/analysis/src/planted.ts',
    write: { 'packages/analysis/src/planted.ts': 'export const planted = "double"\n' },
  },
];
