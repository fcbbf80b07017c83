/**
 * Looks for small inputs that take long: `npm run slow`. Every public function is called with its
 * samples, in which some numbers and days are made large, seeded; what takes more than five seconds is
 * reported. What resamples is left out: the product of its draws is bounded and stated.
 */

import { cpuUsage } from 'node:process'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import * as library from 'customer-metrics'
import { randomFrom } from '../../src/internal/math/random.js'
import { samples } from '../support/samples/index.js'

/** Longer than this on an idle machine is too long. */
const MOST_SECONDS = 5
/** Inputs are no larger than that, in bytes of JSON. */
const MOST_BYTES = 10_000
/** Variants of each sample. */
const VARIANTS = Number(process.argv[3] ?? 40)

type Callable = (...args: unknown[]) => unknown
type Place = readonly (string | number)[]

const RESAMPLING = /^bootstrap/
const LARGE = [3, 50, 999, 1200, 9999, 100_000, 1_000_000, 1e8, 1e9, 1e12, 2 ** 53 - 1]
const SMALL = [0, 1e-9, 1e-6, 0.001, 0.5, 0.999, 0.999999, 1]
const DAYS = ['1800-01-01', '1999-12-31', '2025-06-30', '2100-01-01', '2299-12-31']

/** Each place of a number or a day in the arguments. */
function places(value: unknown, path: Place = []): Place[] {
  if (typeof value === 'number') return [path]
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d$/.test(value) ? [path] : []
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  if (!Array.isArray(value) && value.constructor !== Object) return []
  return Object.entries(value).flatMap(([key, part]) =>
    places(part, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

function withValue(value: unknown, [key, ...rest]: Place, put: (old: unknown) => unknown): unknown {
  if (key === undefined) return put(value)
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = withValue(copy[key], rest, put)
  return copy
}

/** Variants of the samples of one function: the same for the same name. */
function variants(name: string): unknown[][] {
  const random = randomFrom(
    [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 2 ** 31,
  )
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return (samples[name] ?? []).flatMap((args) => {
    const all = places(args)
    if (all.length === 0) return [[...args]]
    return Array.from({ length: VARIANTS }, () => {
      let changed: unknown = args
      for (let change = 1 + Math.floor(random() * 4); change > 0; change--)
        changed = withValue(changed, pick(all), (old) =>
          typeof old === 'string' ? pick(DAYS) : random() < 0.7 ? pick(LARGE) : pick(SMALL),
        )
      return changed as unknown[]
    })
  })
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? `${part}n` : part))
}

if (isMainThread) {
  const wanted = process.argv[2] ?? ''
  const names = Object.keys(samples).filter(
    (name) => name.includes(wanted) && !RESAMPLING.test(name),
  )
  const slow: string[] = []
  for (const name of names) {
    let from = 0
    const count = variants(name).length
    while (from < count) from = await run(name, from, count, slow)
  }
  console.log(slow.length === 0 ? `nothing takes more than ${MOST_SECONDS} s` : slow.join('\n'))
  process.exitCode = slow.length === 0 ? 0 : 1
} else {
  const { name, from } = workerData as { readonly name: string; readonly from: number }
  const call = (library as unknown as Record<string, Callable>)[name] as Callable
  for (const [at, args] of variants(name).entries()) {
    if (at < from) continue
    parentPort?.postMessage({ at, args: text(args) })
    if (text(args).length > MOST_BYTES) continue
    try {
      call(...args)
    } catch (error) {
      // A refusal is quick; anything else is for other tests to find.
      if (!(error instanceof library.MetricError)) console.log(name, text(args), error)
    }
  }
  parentPort?.postMessage({ at: -1, args: '' })
}

/** Runs variants in a worker until one takes too long; returns where to go on. */
async function run(name: string, from: number, count: number, slow: string[]): Promise<number> {
  const script = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(import.meta.url)}) })`
  const worker = new Worker(script, {
    eval: true,
    workerData: { name, from },
    argv: process.argv.slice(2),
  })
  let current = { at: from, args: '' }
  let since = cpuUsage().user
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      // Time of the processor, which others on the machine do not take.
      if (cpuUsage().user - since < MOST_SECONDS * 1e6 || current.args === '') return
      clearInterval(timer)
      slow.push(`${name} ${current.args}`)
      console.log(`${name} takes more than ${MOST_SECONDS} s: ${current.args.slice(0, 2000)}`)
      worker.terminate().then(() => resolve(current.at + 1), reject)
    }, 50)
    worker.on('message', (message: { readonly at: number; readonly args: string }) => {
      current = message
      since = cpuUsage().user
      if (message.at >= 0) return
      clearInterval(timer)
      worker.terminate().then(() => resolve(count), reject)
    })
    worker.on('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
  })
}
