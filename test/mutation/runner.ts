import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import {
  type RunnerTask,
  type RunnerTestCase,
  type RunnerTestFile,
  type RunnerTestSuite,
  TestRunner,
} from 'vitest'
import { type Report, shard } from './shard.js'

/** What the changed sources and this file have in common. */
interface Switch {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number
  hitLimit?: number
  mutantCoverage?: {
    readonly static: Readonly<Record<string, number>>
    readonly perTest: Readonly<Record<string, Readonly<Record<string, number>>>>
  }
}

const place = globalThis as { __stryker__?: Switch }
const state: Switch = place.__stryker__ ?? {}
place.__stryker__ = state

/** A loop that comes by a change so many times as often as it should will not end. */
const mostHits = (hits: number): number => 10 * hits + 10_000

/** Tests that take longer are not asked, in milliseconds. */
const LONGEST = 8000

/** So long a test may take before it is known how long it takes, in milliseconds. */
const FIRST = 60_000

/** So much time of tests a change is given, in milliseconds. */
const BUDGET = Number(process.env.MUTATION_BUDGET ?? 20_000)

/** Tests that are quick enough to see whether the code is as it was, in milliseconds, and how many. */
const QUICK = 4
const QUICK_TESTS = 200

/** A test that passes without a change, how long it takes, and how often it comes by each change. */
interface Timed {
  readonly test: RunnerTestCase
  readonly duration: number
  readonly hits: Readonly<Record<string, number>>
}

/**
 * Once all tests are known, asks them itself: each once without a change, to see which changes it comes by,
 * and then for each change those that do, the quickest first, until one fails.
 */
class MutantRunner extends TestRunner {
  async onCollected(files: RunnerTestFile[]): Promise<void> {
    const tests = files.flatMap(testsOf)
    const { blocks, log, coverage } = shard()
    let last = 0
    const report = (what: Report): void => {
      last = performance.now()
      appendFileSync(log, `${JSON.stringify(what)}\n`)
    }
    for (const file of files) await prepare(file)
    const { asked, always } = await timed(tests, coverage, () => report({ alive: FIRST }))
    report({ ready: asked.length })
    const quick = asked.filter(({ duration }) => duration < QUICK).slice(0, QUICK_TESTS)
    const alive = (duration: number): void => {
      if (performance.now() - last > 1000 || duration > 500) report({ alive: duration })
    }
    for (const block of blocks) {
      for (const id of block) {
        report({ start: id })
        const own = asked.filter(({ hits }) => hits[id])
        const isKilled = await isNoticed(id, own, alive)
        const unasked = always[id] ? 'Static' : 'NoCoverage'
        const status = isKilled ? 'Killed' : own.length > 0 ? 'Survived' : unasked
        report({ end: id, status })
      }
      const isClean = (await failing(quick, alive)) === undefined
      report({ clean: isClean })
      // What a change left behind in memory would spoil the next ones.
      if (!isClean) break
    }
    for (const test of tests) test.mode = 'skip'
  }
}

// biome-ignore lint/style/noDefaultExport: vitest asks for one.
export default MutantRunner

function testsOf(task: RunnerTask): RunnerTestCase[] {
  if (task.type === 'suite') return task.tasks.flatMap(testsOf)
  return task.mode === 'run' ? [task] : []
}

/** Does what tests need before the first of them; what cannot be done shows in those that need it. */
async function prepare(suite: RunnerTestSuite): Promise<void> {
  for (const hook of TestRunner.getSuiteHooks(suite).beforeAll) {
    try {
      await hook(suite)
    } catch {
      // The tests fail without a change, and are not asked.
    }
  }
  for (const task of suite.tasks) if (task.type === 'suite') await prepare(task)
}

/** What the tests are without a change, as a file keeps it for the next process. */
interface Coverage {
  readonly tests: Readonly<Record<string, Omit<Timed, 'test'>>>
  /** Changes of what runs once, as a file is loaded. */
  readonly always: Readonly<Record<string, number>>
}

/** Asks each test without a change, if no process has yet; those that pass in time, the quickest first. */
async function timed(
  tests: readonly RunnerTestCase[],
  file: string,
  alive: () => void,
): Promise<{ readonly asked: Timed[]; readonly always: Coverage['always'] }> {
  if (!existsSync(file)) {
    const found: Record<string, Omit<Timed, 'test'>> = {}
    for (const test of tests) {
      state.currentTestId = test.id
      const start = performance.now()
      const passed = await passes(test)
      const duration = performance.now() - start
      alive()
      const hits = state.mutantCoverage?.perTest[test.id] ?? {}
      if (passed && duration < LONGEST) found[test.id] = { duration, hits }
    }
    state.currentTestId = undefined
    const always = state.mutantCoverage?.static ?? {}
    writeFileSync(`${file}.${process.pid}`, JSON.stringify({ tests: found, always }))
    renameSync(`${file}.${process.pid}`, file)
  }
  const known: Coverage = JSON.parse(readFileSync(file, 'utf8'))
  const asked = tests.flatMap((test) => {
    const own = known.tests[test.id]
    return own ? [{ test, ...own }] : []
  })
  return { asked: asked.sort((a, b) => a.duration - b.duration), always: known.always }
}

async function isNoticed(
  id: string,
  tests: readonly Timed[],
  alive: (duration: number) => void,
): Promise<boolean> {
  let left = BUDGET
  const affordable = tests.filter(({ duration }) => {
    left -= duration
    return left >= 0
  })
  state.activeMutant = id
  const found = await failing(affordable, alive, ({ hits }) => {
    state.hitCount = 0
    state.hitLimit = mostHits(hits[id] as number)
  })
  state.activeMutant = undefined
  return found !== undefined
}

async function failing(
  tests: readonly Timed[],
  alive: (duration: number) => void,
  before: (test: Timed) => void = () => {},
): Promise<Timed | undefined> {
  for (const each of tests) {
    before(each)
    alive(each.duration)
    if (!(await passes(each.test))) return each
  }
  return undefined
}

async function passes(test: RunnerTestCase): Promise<boolean> {
  try {
    await TestRunner.getTestFn(test)()
    return true
  } catch {
    return false
  }
}
