import { readFileSync } from 'node:fs'
import * as library from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { pairsByType } from './support/pairs.js'
import { samples } from './support/samples/index.js'

type Callable = (...args: unknown[]) => unknown

const call = (name: string, ...args: unknown[]): unknown =>
  ((library as unknown as Record<string, Callable>)[name] as Callable)(...args)

const pairs = pairsByType()

/** What version 0.1.0 made of its samples, as JSON: what was stored is read for good. */
const stored: Readonly<Record<string, readonly unknown[]>> = JSON.parse(
  readFileSync(new URL('./published/stored-0.1.0.json', import.meta.url), 'utf8'),
)

/** Whether a value goes into a function with the options of one of its samples. */
function outcomesOf(to: string, value: unknown): string[] {
  return (samples[to] ?? []).map(([, ...rest]) => {
    try {
      call(to, value, ...rest)
      return 'taken'
    } catch (error) {
      const { code, message } = error as library.MetricError
      // What is of nobody, or of another scale or window, has no number and was read all the same.
      // Weighted lives are counted, and not fitted.
      const isRefused = code === 'invalid' && !/weighted lives have no likelihood/.test(message)
      return isRefused ? message : 'taken'
    }
  })
}

describe('what one function makes, by its type, another takes', () => {
  it('in more than fifty pairs', () => {
    expect(pairs.length).toBeGreaterThan(50)
    expect(pairs).toContainEqual({ from: 'tallyChurn', to: 'churn', as: 'whole' })
    expect(pairs).toContainEqual({ from: 'tallyChurn', to: 'mergeChurn', as: 'item' })
  })

  // Answers that are kept and rows of a period are the caller’s own.
  it.each(pairs.filter(({ from }) => from !== 'latestAnswers'))(
    '$from into $to, $as',
    ({ from, to, as }) => {
      for (const args of samples[from] ?? []) {
        const made = JSON.parse(JSON.stringify(call(from, ...args)))
        expect(outcomesOf(to, as === 'item' ? [made, made] : made)).toContain('taken')
      }
    },
  )

  it.each(pairs.filter(({ from }) => stored[from]))('$from of 0.1.0 into $to, $as', (pair) => {
    for (const made of stored[pair.from] ?? [])
      expect(outcomesOf(pair.to, pair.as === 'item' ? [made, made] : made)).toContain('taken')
  })
})
