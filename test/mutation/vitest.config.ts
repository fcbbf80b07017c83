import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vitest/config'
import type { TestSpecification, Vitest } from 'vitest/node'
import whole from '../../vitest.config.js'
import { areaOf } from './sample.js'

// They read the sources as text, build them or start processes: what is changed here does not reach
// them, or makes them fail for its form alone.
const exclude = [
  'test/{architecture,claims,contributing,docs,package,release,words}.test.ts',
  'test/api/*.test.ts',
  'test/mutation/*.test.ts',
]

/** Tests of the changed area first, and short ones before long ones: the first that fails ends a run. */
class NearestFirst {
  constructor(private readonly context: Vitest) {}

  async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files
  }

  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const changed: unknown = this.context.config.related
    const file = Array.isArray(changed) && changed.length === 1 ? String(changed[0]) : undefined
    const area = file && `/test/${areaOf(file)}/`
    const cost = ({ moduleId }: TestSpecification): number => {
      const known = this.context.cache.getFileTestResults(`unit:${moduleId.split(process.cwd())[1]}`)
      return (area && moduleId.includes(area) ? 0 : 1e7) + (known?.duration ?? 1e6)
    }
    return files
      .map((each) => ({ each, at: cost(each) }))
      .sort((a, b) => a.at - b.at)
      .map(({ each }) => each)
  }
}

const { projects, ...shared } = whole.test ?? {}

export default mergeConfig(
  { resolve: whole.resolve ?? {}, test: shared },
  {
    test: {
      name: 'unit',
      root: fileURLToPath(new URL('../..', import.meta.url)),
      include: ['test/**/*.test.ts'],
      exclude,
      setupFiles: ['test/support/setup.ts'],
      testTimeout: 60_000,
      sequence: { sequencer: NearestFirst },
    },
  },
)
