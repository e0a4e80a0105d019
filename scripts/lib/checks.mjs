// The checks of `npm run check`. Each is one or more commands that must all end with exit code 0.
import { inRoot } from './paths.mjs';
import { toolScript } from './tool-script.mjs';

/** The TypeScript projects; each is one run of the compiler. */
const TYPE_PROJECTS = [
  'packages/tsconfig.json',
  'packages/tsconfig.test.json',
  'apps/server/tsconfig.json',
  'apps/server/soak/tsconfig.json',
  'apps/web/tsconfig.json',
  'scripts/tsconfig.json',
  'tsconfig.json',
];

/**
 * @typedef {{ readonly name: string, readonly commands: readonly (readonly string[])[] }} Check
 *   each command is a script and its arguments, run by Node in the root folder
 */

/** @returns {readonly Check[]} the slow ones first, so that two at a time end soon */
export function checks() {
  const tsc = toolScript('typescript', '.', 'tsc');
  return [
    { name: 'unused code', commands: [[toolScript('knip'), '--no-progress', '--no-config-hints']] },
    { name: 'types', commands: TYPE_PROJECTS.map((project) => [tsc, '--project', project, '--pretty', 'false']) },
    {
      name: 'lint',
      commands: [[toolScript('oxlint'), '--type-aware', '--deny-warnings', '--report-unused-disable-directives', '.']],
    },
    { name: 'format', commands: [[toolScript('@biomejs/biome'), 'format', '--max-diagnostics=50', '.']] },
    {
      name: 'import directions',
      commands: [
        [toolScript('dependency-cruiser', '.', 'depcruise'), '--config', '.dependency-cruiser.mjs', 'apps', 'packages'],
      ],
    },
    { name: 'generated code', commands: [[inRoot('scripts', 'generate.mjs'), '--check']] },
  ];
}
