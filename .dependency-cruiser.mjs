const tests = '(\\.test\\.tsx?$|^test/)';
const anywhere = '(\\.contract\\.ts$|^server/values/|^server/i18n/)';
const layers = 'values|i18n|config|db|files|kv|http|jobs|cli';

/** The import table of the house: direction, slices that keep to themselves, doors that nobody walks in by. */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'contracts-run-anywhere',
      comment: 'Contracts, values and texts run in Node, Electron and the browser: zod, i18next and each other only.',
      severity: 'error',
      from: { path: anywhere, pathNot: tests },
      to: { pathNot: [anywhere, '^resources/locales/', 'node_modules/(zod|i18next)/', '^server/caller\\.ts$'] },
    },
    {
      name: 'pages-and-shell-see-contracts-only',
      severity: 'error',
      from: { path: '^(renderer|electron)/', pathNot: tests },
      to: { path: '^server/', pathNot: [anywhere, '^server/caller\\.ts$'] },
    },
    {
      name: 'no-page-imports-another-page',
      severity: 'error',
      from: { path: '^renderer/(kiosk|checker|panel|setup)/' },
      to: { path: '^renderer/(kiosk|checker|panel|setup)/', pathNot: '^renderer/$1/' },
    },
    {
      name: 'server-knows-no-page',
      comment: 'lvt-cert.mjs is a launcher like those of electron/ and shares their plain-JavaScript parts.',
      severity: 'error',
      from: { path: '^server/', pathNot: [tests, '^server/cli/lvt-cert\\.mjs$'] },
      to: { path: '^(renderer|electron)/' },
    },
    {
      name: 'express-stays-in-http',
      severity: 'error',
      from: { pathNot: ['^server/http/', tests] },
      to: { path: 'node_modules/(express|@types/express)/' },
    },
    {
      name: 'sqlite-stays-in-stores',
      severity: 'error',
      from: { pathNot: ['\\.store\\.ts$', '^server/(db|kv)/', tests] },
      to: { path: 'node_modules/(better-sqlite3|@types/better-sqlite3)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'a-slice-shows-one-face',
      comment: 'Of another slice only the file named after its folder, its contract and its store.',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: [tests, '\\.(http|cli)\\.ts$'] },
      to: {
        path: '^server/([^/]+)/',
        pathNot: [
          '^server/$1/',
          `^server/(?:${layers})/`,
          '^server/([^/]+)/\\1\\.ts$',
          '\\.(contract|store|cli)\\.ts$',
        ],
      },
    },
    {
      name: 'doors-are-opened-by-the-roots-alone',
      severity: 'error',
      from: { pathNot: ['^server/(center|main|center-routes|first-run)\\.ts$', '^server/cli/', tests] },
      to: { path: '\\.(http|cli)\\.ts$' },
    },
    {
      name: 'rules-know-no-door',
      severity: 'error',
      from: { path: '^server/(?!http/|cli/)[^/]+/', pathNot: ['\\.(http|cli)\\.ts$', tests] },
      to: { path: '^server/(http|cli)/', pathNot: '\\.contract\\.ts$' },
    },
    {
      name: 'electron-stays-in-electron',
      severity: 'error',
      from: { pathNot: '^(electron|test/desktop)/' },
      to: { path: 'node_modules/electron/' },
    },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: tests }, to: { path: tests } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'renderer/tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      conditionNames: ['import', 'node', 'default'],
    },
    skipAnalysisNotInRules: true,
  },
};
