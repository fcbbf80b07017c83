import { spawn } from 'node:child_process'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type Report, SHARD } from './shard.js'

/** What became of a change. */
export type Status = 'Killed' | 'Survived' | 'NoCoverage' | 'Static' | 'Timeout' | 'RuntimeError'

/** So many changes are tried between two looks whether the code is as it was. */
const BLOCK = 25

/** A process that reports nothing for so long is in a loop without an end, in milliseconds. */
const STALL = 5000

/** A changed test may take so many times as long as without the change. */
const SLOWER = 4

/** What the tests are without a change. */
const COVERAGE = 'reports/mutation/coverage.json'

/**
 * Tries changes in processes of their own and says what became of each as soon as it is certain. A process
 * that hangs, ends or spoils its own memory is followed by a fresh one.
 */
export async function askAll(
  ids: readonly string[],
  tests: readonly string[],
  processes: number,
  keep: (id: string, status: Status) => void,
): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  rmSync(COVERAGE, { force: true })
  await askProcess('first', [], tests)
  const shards = Array.from({ length: processes }, (_, shard) =>
    ids.filter((__, i) => i % processes === shard),
  )
  await Promise.all(shards.map((own, shard) => askShard(`${shard}`, own, tests, keep)))
}

async function askShard(
  name: string,
  ids: readonly string[],
  tests: readonly string[],
  keep: (id: string, status: Status) => void,
): Promise<void> {
  let blocks = blocksOf(ids)
  while (blocks.length > 0) {
    const { certain, spoilt } = await askProcess(name, blocks, tests)
    for (const [id, status] of certain) keep(id, status)
    const left = blocks.flat().filter((id) => !(certain.has(id) || spoilt.has(id)))
    blocks = [...[...spoilt].map((id) => [id]), ...blocksOf(left)]
  }
}

function blocksOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / BLOCK) }, (_, i) =>
    ids.slice(i * BLOCK, (i + 1) * BLOCK),
  )
}

/** What a process found out, and the changes of a block after which the code was not as before. */
interface Findings {
  readonly certain: ReadonlyMap<string, Status>
  readonly spoilt: ReadonlySet<string>
}

async function askProcess(
  name: string,
  blocks: readonly (readonly string[])[],
  tests: readonly string[],
): Promise<Findings> {
  const [plan, log] = [`reports/mutation/${name}.json`, `reports/mutation/${name}.log`]
  writeFileSync(plan, JSON.stringify({ tests, blocks, log, coverage: COVERAGE }))
  writeFileSync(log, '')
  const child = spawn(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/mutation/vitest.config.ts'],
    { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, [SHARD]: plan } },
  )
  const kill = (): boolean => child.kill('SIGKILL')
  process.on('exit', kill)
  let isOver = false
  child.on('exit', () => {
    isOver = true
  })
  let [size, since, patience, isHanging] = [0, Date.now(), STALL, false]
  while (!isOver) {
    await setTimeout(200)
    const now = statSync(log).size
    if (now > size) {
      ;[size, since] = [now, Date.now()]
      const line = readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) ?? ''
      patience = STALL + SLOWER * Number(/"alive":([\d.]+)/.exec(line)?.[1] ?? 0)
    }
    if (size > 0 && Date.now() - since > patience && !isHanging) {
      isHanging = true
      kill()
    }
  }
  process.off('exit', kill)
  return findingsOf(log, isHanging)
}

function findingsOf(log: string, isHanging: boolean): Findings {
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean)
  const certain = new Map<string, Status>()
  let pending = new Map<string, Status>()
  let current: string | undefined
  let isReady = false
  for (const line of lines) {
    const report: Report = JSON.parse(line)
    if ('ready' in report) isReady = true
    else if ('start' in report) current = report.start
    else if ('end' in report) {
      pending.set(report.end, report.status)
      current = undefined
    } else if ('clean' in report) {
      if (!(report.clean || pending.size === 1)) return { certain, spoilt: new Set(pending.keys()) }
      for (const [id, status] of pending) certain.set(id, status)
      pending = new Map()
    }
  }
  if (!isReady) throw new Error('the tests could not be asked: see above')
  if (current !== undefined) certain.set(current, isHanging ? 'Timeout' : 'RuntimeError')
  return { certain, spoilt: new Set() }
}
