import { type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { folderNow } from './baseline.js'
import { random } from './harness.js'

// Files of ten million rows through the built command, each in a process of its own: time, the most
// memory that the process has had, and what a terminal sees meanwhile. A million bad rows against a
// million good ones, by the time of the processor and in turns, so that others' work is not theirs.

const ROWS = 1e7
const BAR = 1000

const folder = mkdtempSync(join(tmpdir(), 'customer-metrics-tool-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const tool = join(folderNow(), 'dist', 'tool.js')

const days = Array.from({ length: 1461 }, (_, index) =>
  new Date(Date.UTC(2021, 0, 1 + index)).toISOString().slice(0, 10),
)

/** Writes a file of rows, a piece at a time. */
function write(name: string, header: string, size: number, row: (at: number) => string): string {
  const path = join(folder, name)
  const file = openSync(path, 'w')
  let text = `${header}\n`
  for (let at = 0; at < size; at++) {
    text += `${row(at)}\n`
    if (text.length < 1 << 20) continue
    writeSync(file, text)
    text = ''
  }
  writeSync(file, text)
  closeSync(file)
  return path
}

interface Run {
  readonly seconds: number
  /** Seconds of the processor; NaN where the system does not say. */
  readonly work: number
  /** Most memory in megabytes; NaN where the system does not say. */
  readonly peak: number
  readonly status: number
  readonly out: string
}

/** Runs the command and looks at its memory until it ends. */
function run(args: readonly string[], options: SpawnOptions = {}): Promise<Run> {
  return new Promise((done) => {
    const from = performance.now()
    const child = spawn(process.execPath, [tool, 'report', ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...options,
    })
    let [work, peak, out] = [Number.NaN, Number.NaN, '']
    child.stdout?.on('data', (text) => {
      out += text
    })
    const look = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
        const found = /VmHWM:\s+(\d+)/.exec(status)?.[1]
        if (found) peak = Number(found) / 1024
        const times = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ')
        work = (Number(times[11]) + Number(times[12])) / 100
      } catch {
        // It has just ended, or the system has no such file.
      }
    }, 50)
    child.on('exit', (code) => {
      clearInterval(look)
      done({ seconds: (performance.now() - from) / 1000, work, peak, status: code ?? 1, out })
    })
  })
}

async function measure(name: string, path: string, ...args: readonly string[]): Promise<void> {
  const size = statSync(path).size / 1e6
  const { seconds, peak, status, out } = await run(args)
  const verdict = status === 0 && out.includes('10000000 rows') && peak < BAR ? 'kept' : 'MISSED'
  console.log(
    `${name}, ${ROWS / 1e6} million rows, ${size.toFixed(0)} MB: ${seconds.toFixed(0)} s, ${peak.toFixed(0)} MB at most, promised below ${BAR}: ${verdict}`,
  )
}

const next = random(1)
const below = (most: number): number => Math.floor(next() * most)
const day = (from: number, most: number): string => days[from + below(most)] as string

const survey = write(
  'survey.csv',
  'question,rating,answered_on,segment',
  ROWS,
  () => `nps,${below(11)},${day(0, 1461)},${'abcde'[below(5)]}`,
)
await measure('answers', survey, '--survey', survey)

/** Whether a terminal sees how far a reading is, through a program that makes one. */
const seen = spawnSync(
  'script',
  ['-qefc', `${process.execPath} ${tool} report --survey ${survey}`, '/dev/null'],
  { encoding: 'utf8', maxBuffer: 2 ** 28 },
)
const steps = new Set(seen.stdout?.match(/\rreading \S+ \d+ %/g))
console.log(
  seen.error
    ? 'progress: not looked at, as there is no program script'
    : `progress: a terminal saw ${steps.size} steps, up to “${[...steps].at(-1)?.trim().slice(-5)}”: ${steps.size >= 100 ? 'kept' : 'MISSED'}`,
)
rmSync(survey)

const subscriptions = write(
  'subscriptions.csv',
  'customer,started_on,ended_on,amount',
  ROWS,
  () => {
    const start = below(1400)
    const end = next() < 0.5 ? day(start, 1461 - start) : ''
    return `customer-${below(1e6)},${days[start]},${end},${below(90) + 10}.${below(9) + 1}`
  },
)
await measure(
  'subscriptions of a million customers',
  subscriptions,
  '--subscriptions',
  subscriptions,
)
rmSync(subscriptions)

const orders = write(
  'orders.csv',
  'customer,date,amount',
  ROWS,
  () => `customer-${below(1e6)},${day(0, 1461)},${below(900)}.${below(9) + 1}`,
)
await measure('orders of a million customers', orders, '--transactions', orders)
rmSync(orders)

const half = ROWS / 10
const good = write(
  'good.csv',
  'question,rating,answered_on',
  half,
  () => `nps,${below(11)},${day(0, 900)}`,
)
const bad = write(
  'bad.csv',
  'question,rating,answered_on',
  half,
  () => `nps,${below(11)}x,${day(0, 900)}`,
)
const works: [good: number[], mixed: number[]] = [[], []]
for (let turn = 0; turn < 5; turn++)
  for (const [side, other] of [good, bad].entries()) {
    const args = ['--survey', good, '--survey', other]
    works[side as 0 | 1].push((await run(args, { stdio: 'ignore' })).work)
  }
const [fine, mixed] = works.map((times) => times.sort((a, b) => a - b)[2]) as [number, number]
console.log(
  `a million good rows and a million bad ones: ${mixed.toFixed(2)} s of the processor, ${(mixed / fine).toFixed(2)} × two million good ones (${fine.toFixed(2)} s); promised at most 1 ×: ${mixed <= fine ? 'kept' : 'MISSED'}`,
)
