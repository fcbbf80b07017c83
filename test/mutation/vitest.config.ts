import { fileURLToPath } from 'node:url'
import { mergeConfig } from 'vitest/config'
import type { TestSpecification, Vitest } from 'vitest/node'
import whole from '../../vitest.config.js'
import { nativeSources } from './native.js'
import { areaOf } from './sample.js'

// They read the sources as text, build them or start processes: what is changed here does not reach
// them, or makes them fail for its form alone.
const exclude = [
  'test/{architecture,claims,contributing,docs,package,release,words}.test.ts',
  'test/api/*.test.ts',
  'test/{mutation,proof}/*.test.ts',
  // It asks the compiler, each time anew.
  'test/border/inputs.test.ts',
]

/** The tests that are asked. */
const include: string[] = JSON.parse(process.env.MUTATION_TESTS ?? '["test/**/*.test.ts"]')

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
      const known = this.context.cache.getFileTestResults(
        `unit:${moduleId.split(process.cwd())[1]}`,
      )
      return (area && moduleId.includes(area) ? 0 : 1e7) + (known?.duration ?? 1e6)
    }
    return files
      .map((each) => ({ each, at: cost(each) }))
      .sort((a, b) => a.at - b.at)
      .map(({ each }) => each)
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url))

const { projects, reporters, coverage, ...shared } = whole.test ?? {}

export default mergeConfig(
  { resolve: whole.resolve ?? {}, test: shared },
  {
    plugins: [nativeSources(root)],
    test: {
      name: 'unit',
      root,
      reporters: [],
      server: { deps: { external: [/\/native-\w+\//] } },
      include,
      exclude,
      setupFiles: ['test/support/setup.ts'],
      isolate: false,
      // Changed code is slower, and a shared machine too.
      testTimeout: 600_000,
      sequence: { sequencer: NearestFirst },
    },
  },
)
