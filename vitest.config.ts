import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const alias = [
  { find: /^customer-metrics$/, replacement: here('src/index.ts') },
  { find: /^customer-metrics\/(clv|cost|retention)$/, replacement: here('src/$1/index.ts') },
  { find: /^customer-metrics\/(.+)$/, replacement: here('src/$1.ts') },
]

export default defineConfig({
  resolve: { alias },
  test: {
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
    coverage: {
      include: ['src/**/*.ts'],
      reporter: ['text', 'html'],
      thresholds: { 100: true },
    },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package.test.ts'],
          setupFiles: ['test/support/setup.ts'],
          testTimeout: 60_000,
          typecheck: {
            enabled: true,
            include: ['test/**/*.test-d.ts'],
            tsconfig: 'test/tsconfig.json',
          },
        },
      },
      {
        test: {
          name: 'package',
          include: ['test/package.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
