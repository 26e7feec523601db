/**
 * Who may import whom. Modules stand on levels; across modules only the module file, the facade, the events and the
 * settings may be imported, and only downwards. Each rule fails for a planted violation in
 * test/architecture/boundaries.test.ts.
 */
const LEVELS = [
  ['queue', 'settings'],
  ['files', 'mail'],
  ['users'],
  ['auth', 'drafts', 'sla'],
  ['tickets'],
  ['knowledge', 'replies', 'integrations', 'intake'],
  ['chat', 'notifications', 'reports', 'audit', 'realtime'],
];
const FEATURES = [
  'auth',
  'dashboard',
  'portal',
  'tickets',
  'knowledge',
  'chat',
  'users',
  'account',
  'reports',
  'admin',
];

const oneOf = (names) => `(?:${names.join('|')})`;
const TESTS = '\\.(spec|test)\\.ts$';
const app = '^client/src/app/';

const downwards = LEVELS.map((modules, index) => ({
  name: `level-${index + 2}-imports-downwards`,
  comment: `${modules.join(', ')}: only modules of lower levels; upwards and sideways speak through events and registries`,
  severity: 'error',
  from: { path: `^server/modules/(${oneOf(modules)})/` },
  to: { path: `^server/modules/${oneOf(LEVELS.slice(index).flat())}/`, pathNot: '^server/modules/$1/' },
}));

module.exports = {
  forbidden: [
    ...downwards,
    {
      name: 'module-has-a-level',
      comment: 'A new module is entered in the table above and in docs/ARCHITECTURE.md',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: `^server/modules/(?!${oneOf(LEVELS.flat())}/)` },
    },
    {
      name: 'across-modules-by-the-front-door',
      comment:
        'Other modules offer *.module.ts, *.facade.ts, *.events.ts and *.settings.ts; the rest is their own business',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/' },
      to: {
        path: '^server/modules/[^/]+/',
        pathNot: ['^server/modules/$1/', '^server/modules/[^/]+/[^/]+\\.(module|facade|events|settings)\\.ts$'],
      },
    },
    {
      name: 'kernel-is-pure',
      comment: 'No framework, no node, nothing of ours; uuid is the one library',
      severity: 'error',
      from: { path: '^server/kernel/', pathNot: TESTS },
      to: { pathNot: ['^server/kernel/', 'node_modules/uuid/'] },
    },
    {
      name: 'config-knows-only-the-kernel',
      severity: 'error',
      from: { path: '^server/config/' },
      to: { path: '^server/', pathNot: ['^server/config/', '^server/kernel/'] },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^server/platform/' },
      to: { path: '^server/', pathNot: ['^server/platform/', '^server/config/', '^server/kernel/'] },
    },
    {
      name: 'nobody-imports-the-entry-points',
      severity: 'error',
      from: { path: '^server/(modules|platform|config|kernel)/' },
      to: { path: '^server/[^/]+\\.ts$' },
    },
    {
      name: 'domain-imports-kernel-and-itself',
      comment:
        'Rules run without framework, database and clock; luxon computes in time zones, crypto computes signatures',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/domain/', pathNot: TESTS },
      to: {
        pathNot: ['^server/modules/$1/domain/', '^server/kernel/', 'node_modules/(@types/)?luxon/', '^(node:)?crypto$'],
      },
    },
    {
      name: 'http-never-reaches-persistence',
      severity: 'error',
      from: { path: '^server/modules/[^/]+/http/' },
      to: { path: '^server/modules/[^/]+/persistence/' },
    },
    {
      name: 'inner-layers-know-no-http',
      severity: 'error',
      from: { path: '^server/modules/[^/]+/(use-cases|persistence|domain)/' },
      to: { path: '^server/modules/[^/]+/http/' },
    },
    {
      name: 'entities-stay-in-persistence',
      comment: 'The module file may list them, nobody else may hold one',
      severity: 'error',
      from: { path: '^server/', pathNot: ['/persistence/', '\\.module\\.ts$'] },
      to: { path: '\\.entity\\.ts$' },
    },
    {
      name: 'no-cycle',
      comment: 'Type imports included',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-barrel',
      severity: 'error',
      from: {},
      to: { path: '^(server|client/src)/.*(^|/)index\\.ts$' },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      from: { path: '^server/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      from: { path: '^(server|client/src)/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'server-and-client-meet-in-the-contract',
      severity: 'error',
      from: { path: '^(server|client)/' },
      to: { path: '^(server|client)/', pathNot: '^$1/' },
    },
    {
      name: 'no-unresolvable-import',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'features-do-not-import-each-other',
      comment: 'What two features need goes to ui/, api/, session/ or files/',
      severity: 'error',
      from: { path: `${app}(${oneOf(FEATURES)})/` },
      to: { path: `${app}${oneOf(FEATURES)}/`, pathNot: `${app}$1/` },
    },
    {
      name: 'shared-parts-know-no-feature',
      severity: 'error',
      from: { path: `${app}(api|live|ui|session|shell|files)/` },
      to: { path: `${app}${oneOf(FEATURES)}/` },
    },
    {
      name: 'ui-and-api-stand-alone',
      comment: 'Presentational pieces take inputs; the REST client knows no page',
      severity: 'error',
      from: { path: `${app}(ui|api|live)/` },
      to: { path: `${app}(shell|files)/` },
    },
    {
      name: 'http-client-only-in-api-files',
      severity: 'error',
      from: { path: app, pathNot: [`${app}api/`, '-api\\.ts$', `${app}app\\.config\\.ts$`, TESTS] },
      to: { path: 'node_modules/@angular/common/.*http' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/|types\\.gen\\.ts$' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
