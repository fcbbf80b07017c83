import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import whole from '../../vitest.config.js'
import { changedFile } from './instrument.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Resolver {
  resolve(id: string, from?: string, how?: object): Promise<{ readonly id: string } | null>
}

/** Tests import the changed sources, which Node loads by itself: that is several times faster. */
const changedSources = {
  name: 'changed-sources',
  enforce: 'pre' as const,
  async resolveId(this: Resolver, id: string, from: string | undefined) {
    const found = await this.resolve(id, from, { skipSelf: true })
    if (!found?.id.startsWith(`${root}src/`)) return found
    return { id: root + changedFile(found.id.slice(root.length)), external: true }
  },
}

/** One worker imports all tests that are asked as if they were one file. */
export default defineConfig({
  resolve: whole.resolve ?? {},
  plugins: [changedSources as never],
  test: {
    root,
    include: ['test/mutation/asked.ts'],
    setupFiles: ['test/support/setup.ts'],
    runner: 'test/mutation/runner.ts',
    reporters: [],
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    server: { deps: { external: [/\/reports\/mutation\//] } },
    testTimeout: 600_000,
  },
})
