// Which folder may import which: read by dependency-cruiser in `npm run check`. Imports run one way; type imports and
// dynamic imports count like any other. Whoever needs a new edge adds it here, with the reason.

const TEST_FILES =
  '[.]test[.]tsx?$|/testing/|/contract/|^apps/server/(test|bench|soak|interop)/|^apps/server/src/storage/contract/';
const SOURCES = '^(apps|packages|e2e|scripts)/';

const pkg = (name) => `^packages/${name}/`;
const server = (folder) => `^apps/server/src/${folder}/`;
const web = (folder) => `^apps/web/src/${folder}/`;

const STORE_INTERFACE = '^apps/server/src/storage/[^/]+[.]ts$';
const ADAPTERS = '^apps/server/src/storage/(memory|sqlite-tables)/';
const ENTRY_FILES = '^apps/server/src/[^/]+[.]ts$';

const MODEL = [pkg('otlp-model')];
const PURE = [pkg('otlp-model'), pkg('analysis'), pkg('api-schema')];
// The messages between the threads are one file of types that every side speaks.
const MESSAGES = '^apps/server/src/threads/messages[.]ts$';
const SERVER_BASE = [...PURE, server('config'), server('telemetry'), MESSAGES];
const WEB_BASE = [...PURE, pkg('diagrams'), web('lib')];

/** Every folder with what it may import besides itself. A folder that is not listed may import nothing of ours. */
const LAYERS = [
  { name: 'otlp-model', path: pkg('otlp-model'), may: [] },
  { name: 'analysis', path: pkg('analysis'), may: MODEL },
  // Diagrams are drawn from answers of the API, wherever: their shapes are all that is taken.
  { name: 'diagrams', path: pkg('diagrams'), may: [...MODEL, pkg('analysis'), pkg('api-schema')] },
  { name: 'demo-data', path: pkg('demo-data'), may: MODEL },
  { name: 'api-schema', path: pkg('api-schema'), may: [] },

  { name: 'server-config', path: server('config'), may: PURE },
  { name: 'server-net', path: server('net'), may: [server('config')] },
  { name: 'server-telemetry', path: server('telemetry'), may: [...PURE, server('config'), MESSAGES] },
  { name: 'server-storage', path: server('storage'), may: [...PURE, server('telemetry')] },
  { name: 'server-pipeline', path: server('pipeline'), may: [...SERVER_BASE, STORE_INTERFACE] },
  { name: 'server-query', path: server('query'), may: [...SERVER_BASE, pkg('diagrams'), STORE_INTERFACE] },
  {
    name: 'server-threads',
    path: server('threads'),
    // What is drawn, and in which theme, crosses threads.
    may: [...SERVER_BASE, pkg('diagrams'), STORE_INTERFACE, server('query'), server('pipeline')],
  },
  { name: 'server-drawing', path: server('drawing'), may: [...MODEL, pkg('diagrams'), MESSAGES] },
  { name: 'server-receivers', path: server('receivers'), may: [...SERVER_BASE, server('net'), server('pipeline')] },
  { name: 'server-http', path: server('http'), may: [...SERVER_BASE, pkg('diagrams'), server('net'), server('query')] },
  {
    name: 'server-commands',
    path: server('commands'),
    may: [...SERVER_BASE, server('net'), server('http'), server('threads'), server('demo'), server('query')],
  },
  { name: 'server-demo', path: server('demo'), may: [...SERVER_BASE, pkg('demo-data')] },

  { name: 'web-lib', path: web('lib'), may: PURE },
  { name: 'web-i18n', path: web('i18n'), may: WEB_BASE },
  { name: 'web-api', path: web('api'), may: WEB_BASE },
  // The panels that tell of a failed request know the failures that the API client has.
  { name: 'web-ui', path: web('ui'), may: [...WEB_BASE, web('i18n'), web('api')] },
  { name: 'web-viz', path: web('viz'), may: [...WEB_BASE, web('i18n'), web('ui')] },
  {
    name: 'web-features',
    path: web('features'),
    may: [...WEB_BASE, web('i18n'), web('api'), web('ui'), web('viz')],
  },
  { name: 'web-app', path: '^apps/web/src/(app/|[^/]+$)', may: [...WEB_BASE, '^apps/web/src/'] },
];

/** What the pure packages may use from npm; tests may use more. */
const NPM_ALLOWED = { 'otlp-model': 'protobufjs', 'api-schema': 'zod' };

const layerRules = LAYERS.map(({ name, path, may }) => ({
  name: `direction-${name}`,
  comment: `${path} may import only itself${may.length === 0 ? '' : ` and ${may.join(', ')}`}`,
  severity: 'error',
  from: { path, pathNot: TEST_FILES },
  to: { path: SOURCES, pathNot: [path, ...may] },
}));

const purityRules = ['otlp-model', 'analysis', 'diagrams', 'demo-data', 'api-schema'].flatMap((name) => [
  {
    name: `pure-${name}-no-node`,
    comment: 'packages have no file, network or process: what they need comes as an argument',
    severity: 'error',
    from: { path: pkg(name), pathNot: TEST_FILES },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: `pure-${name}-npm`,
    comment: `npm packages allowed here: ${NPM_ALLOWED[name] ?? 'none'}`,
    severity: 'error',
    from: { path: pkg(name), pathNot: TEST_FILES },
    to: {
      path: 'node_modules',
      ...(NPM_ALLOWED[name] === undefined ? {} : { pathNot: `node_modules/${NPM_ALLOWED[name]}/` }),
    },
  },
]);

export default {
  forbidden: [
    ...layerRules,
    ...purityRules,
    {
      name: 'every-folder-has-a-layer',
      comment: 'a new folder is added to LAYERS before it imports anything of ours',
      severity: 'error',
      from: {
        path: '^(apps/[^/]+|packages/[^/]+)/src/',
        pathNot: [TEST_FILES, ENTRY_FILES, ...LAYERS.map((layer) => layer.path)],
      },
      to: { path: SOURCES },
    },
    {
      name: 'features-apart',
      comment: 'features never import each other: what they share moves down to viz, ui or lib',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'adapters-only-in-workers',
      comment: 'store adapters are constructed by the entry files of their threads, and by tests',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: [TEST_FILES, '^apps/server/src/[^/]+-worker[.]ts$', ADAPTERS] },
      to: { path: ADAPTERS },
    },
    {
      name: 'adapters-apart',
      comment: 'one adapter never leans on another',
      severity: 'error',
      from: { path: '^apps/server/src/storage/(memory|sqlite-tables)/', pathNot: TEST_FILES },
      to: { path: ADAPTERS, pathNot: '^apps/server/src/storage/$1/' },
    },
    {
      name: 'sqlite-only-in-its-adapter',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: [TEST_FILES, server('storage/sqlite-tables')] },
      to: { path: 'better-sqlite3|^node:sqlite$|^sqlite$' },
    },
    {
      name: 'entry-files-import-only',
      comment: 'entry files are composition roots: nothing imports them',
      severity: 'error',
      from: {},
      to: { path: ENTRY_FILES },
    },
    {
      name: 'sources-without-tests',
      comment: 'what ships does not import tests or their helpers',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/', pathNot: TEST_FILES },
      to: { path: TEST_FILES },
    },
    {
      name: 'web-and-server-apart',
      comment: 'server and browser share packages, nothing else',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-cycles',
      comment: 'a cycle that a type import closes is gone at run time and may stay',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'an import that is not found is one that no rule can judge',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API, so the TypeScript files are parsed by swc.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // The generated declarations are more than its parser reads; all others count, else a type could be smuggled through one.
    exclude: { path: '(^|/)dist/|(^|/)node_modules/.*[.]d[.]ts$|/gen/otlp[.]d[.]ts$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default', 'require'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
