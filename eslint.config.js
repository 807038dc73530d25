import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

const projects = ['server/tsconfig.json', 'renderer/tsconfig.json', 'electron/tsconfig.json', 'test/tsconfig.json'];

const clockOnly = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Time is a part: take a Clock.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is a part: take a Clock.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance is a part: take it as a parameter.',
  },
];
const environmentOnly = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Only server/config/env.ts reads the environment.',
  },
];
const noStarOrDefault = [
  { selector: 'ExportAllDeclaration', message: 'No barrels: export names.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];
const oneWindowFactory = [
  {
    selector: 'NewExpression[callee.name=/^(BrowserWindow|BaseWindow|WebContentsView|BrowserView)$/]',
    message: 'Windows are made by makeWindow in electron/windows.ts, which makes them safe.',
  },
  {
    selector: "CallExpression[callee.object.name='ipcMain']",
    message: 'Pages are heard in electron/ipc.ts, which checks who speaks.',
  },
];
const noLettersInJsx = [
  { selector: 'JSXText[value=/\\p{L}/u]', message: 'Texts come from the catalogs: t(key).' },
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text only.' },
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'coverage/**', 'test-results/**', 'playwright-report/**', '**/*.cjs'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: projects, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/prefer-readonly-parameter-types': 'off',
      complexity: ['error', 10],
      'max-depth': ['error', 3],
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...clockOnly, ...environmentOnly, ...noStarOrDefault, ...noLettersInJsx],
    },
  },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    // No compiler runs over these pages, so what it cannot memoize is no finding.
    rules: { ...reactHooks.configs.recommended.rules, 'react-hooks/incompatible-library': 'off' },
  },
  {
    files: ['server/clock.ts', 'server/config/env.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noStarOrDefault] },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    rules: { 'no-restricted-syntax': ['error', ...environmentOnly, ...noStarOrDefault, ...noLettersInJsx] },
  },
  {
    files: ['server/cli/**/*.ts', '**/*.cli.ts', 'test/**/*.ts', '**/*.test.ts', 'electron/**/*.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': ['error', ...noStarOrDefault] },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/windows.ts', 'electron/ipc.ts', '**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...noStarOrDefault, ...oneWindowFactory] },
  },
  {
    files: ['test/**/*.ts', '**/*.test.ts', '**/*.test.tsx'],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.config.ts', '**/*.config.js'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
