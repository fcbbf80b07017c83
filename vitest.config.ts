import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { entry } from './tsup.config.js'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const alias = Object.entries(entry).map(([name, path]) => ({
  find: new RegExp(`^customer-metrics${name === 'index' ? '' : `/${name}`}$`),
  replacement: here(path),
}))

export default defineConfig({
  resolve: { alias },
  test: {
    // On two cores one worker would leave half of the machine idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: ['default', ['json', { outputFile: 'reports/tests.json' }]],
    coverage: {
      include: ['src/**/*.ts'],
      // Arguments in, an exit code out: it runs as a process of its own.
      exclude: ['src/tool/bin.ts'],
      reporter: ['text', 'html'],
      thresholds: { 100: true },
    },
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/package.test.ts', 'test/site/*.test.ts'],
          setupFiles: ['test/support/setup.ts'],
          testTimeout: 60_000,
          typecheck: {
            enabled: !process.env.NO_TYPECHECK,
            include: ['test/**/*.test-d.ts'],
            tsconfig: 'test/tsconfig.json',
          },
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'site',
          include: ['test/site/*.test.ts'],
          setupFiles: ['test/support/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
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
