import angular from 'angular-eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Rules are errors or absent. Formatting is prettier's, imports across layers are dependency-cruiser's business. */
const shared = {
  curly: 'error',
  eqeqeq: 'error',
  'no-console': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'] }],
  'no-restricted-properties': [
    'error',
    {
      object: 'process',
      property: 'env',
      message: 'server/config/configuration.ts is the one reader of the environment',
    },
  ],
  'no-restricted-imports': [
    'error',
    {
      paths: [
        { name: '@nestjs/common', importNames: ['forwardRef', 'Global', 'Scope'], message: 'See docs/ARCHITECTURE.md' },
      ],
    },
  ],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/explicit-module-boundary-types': 'error',
  // Nest modules and Angular components are classes without members; decorators give them their meaning.
  '@typescript-eslint/no-extraneous-class': 'off',
  // Data from outside (rows, JSON, headers) is checked at run time although its type says it cannot be absent.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  // An async method may keep a contract without having to wait today.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/no-unnecessary-type-arguments': 'off',
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // DTOs and the configuration are classes only because decorators and injection need a value; plain objects fill them.
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-misused-spread': 'off',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
};

export default defineConfig(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/coverage/',
      '**/.angular/',
      'data/',
      'test/.artifacts/',
      '**/*.gen.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: shared,
  },
  {
    files: [
      'server/main.ts',
      'server/worker.ts',
      'server/files.ts',
      'server/seed-demo.ts',
      'ormconfig.ts',
      'test/**/*.ts',
      '**/*.spec.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Jest's matchers and builders are handed around as values; answers have the type the test claims for them.
    files: ['test/**/*.ts', '**/*.spec.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: ['client/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      // A directive's main input is named after its selector.
      '@angular-eslint/no-input-rename': 'off',
    },
  },
  {
    files: ['client/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    rules: { curly: 'error', eqeqeq: 'error', 'no-unused-vars': 'error' },
  },
);
