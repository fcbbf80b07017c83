import { Readable } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import * as library from 'customer-metrics'
import {
  MetricError,
  summarizeCustomers,
  tallyChurn,
  tallyChurnByPeriod,
  tallyRatings,
  tallyRevenue,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { samples } from '../support/samples/index.js'

type Callable = (...args: unknown[]) => unknown

const functions = library as unknown as Readonly<Record<string, Callable>>

/** Every function whose name says that it reads rows in one pass; two functions need two lists. */
const readers = Object.keys(library).filter(
  (name) => /^(tally|summarize)/.test(name) && !/^tally(SegmentMoves|LivesByAnswer)$/.test(name),
)

const calls = readers.flatMap((name) =>
  (samples[name] ?? [])
    .filter(([rows]) => Array.isArray(rows))
    .map(([rows, ...rest], index) => ({
      title: `${name}, sample ${index}`,
      call: functions[name] as Callable,
      rows: rows as unknown[],
      rest,
    })),
)

/** Rows from an async generator that says when it was closed. */
function source(rows: Iterable<unknown>): AsyncIterable<unknown> & { closed: number } {
  const stream = {
    closed: 0,
    async *[Symbol.asyncIterator]() {
      try {
        for (const row of rows) yield row
      } finally {
        stream.closed++
      }
    },
  }
  return stream
}

/** A stream of the web without an async iterator, as some browsers have it. */
function webStream(rows: Iterable<unknown>): { getReader(): unknown; cancelled: number } {
  const iterator = rows[Symbol.iterator]()
  const stream = {
    cancelled: 0,
    getReader: () => ({
      read: async () => iterator.next(),
      cancel: async () => {
        stream.cancelled++
      },
    }),
  }
  return stream
}

async function rejection(promise: unknown): Promise<MetricError> {
  expect(promise).toBeInstanceOf(Promise)
  try {
    await promise
  } catch (error) {
    return error as MetricError
  }
  throw new Error('it did not reject')
}

describe('every function that reads rows in one pass', () => {
  it('is tested here', () => {
    expect(readers.length).toBeGreaterThan(12)
    expect(new Set(calls.map(({ title }) => title.split(',')[0]))).toEqual(new Set(readers))
  })

  it.each(calls)('$title: gives the same from a stream', async ({ call, rows, rest }) => {
    const expected = call(rows, ...rest)
    expect(await call(source(rows), ...rest)).toStrictEqual(expected)
    expect(await call(webStream(rows), ...rest)).toStrictEqual(expected)
    expect(await call(new ReadableStream(streamed(rows)), ...rest)).toStrictEqual(expected)
    // A stream of Node ends where null comes.
    const whole = rows.filter((row) => row !== null)
    const read = call(Readable.from(whole), ...rest)
    expect(read).toBeInstanceOf(Promise)
    expect(await read).toStrictEqual(call(whole, ...rest))
  })

  it.each(calls)('$title: rejects as it throws, and closes the source', async (sample) => {
    const { call, rows, rest } = sample
    for (const wrong of ['nothing', { customer: [] }, Number.NaN]) {
      const broken = [...rows, wrong, ...rows]
      const stream = source(broken)
      const web = webStream(broken)
      const error = await rejection(call(stream, ...rest))
      expect(error).toBeInstanceOf(MetricError)
      expect(() => call(broken, ...rest)).toThrow(error.message)
      expect(stream.closed).toBe(1)
      expect((await rejection(call(web, ...rest))).message).toBe(error.message)
      expect(web.cancelled).toBe(1)
    }
  })

  it.each(calls)('$title: rejects wrong options and an empty source', async ({ call, rest }) => {
    const [options, ...others] = rest
    if (options) {
      const wrong = { ...options, unread_9: 1 }
      const error = await rejection(call(source([]), wrong, ...others))
      expect(error.path).toEqual(['unread_9'])
    }
    const isWithout = (): boolean => {
      try {
        return call([], ...rest) !== undefined
      } catch {
        return false
      }
    }
    if (isWithout()) expect(await call(source([]), ...rest)).toStrictEqual(call([], ...rest))
    else expect((await rejection(call(source([]), ...rest))).code).toBe('empty')
  })
})

function streamed(rows: readonly unknown[]) {
  let at = 0
  return {
    pull(controller: { enqueue(row: unknown): void; close(): void }) {
      if (at < rows.length) controller.enqueue(rows[at++])
      else controller.close()
    },
  }
}

const window = { from: '2025-01-01', to: '2025-02-01' } as const

describe('a stream', () => {
  it('of Node is destroyed where a row is refused', async () => {
    const stream = Readable.from([{ customer: 1, startedOn: '2024-01-01' }, { customer: 2 }, {}])
    const error = await rejection(tallyChurn(stream, window))
    expect(error.message).toContain('tallyChurn: rows[1].startedOn is undefined')
    expect(stream.destroyed).toBe(true)
  })

  it('that breaks rejects with its own error', async () => {
    const broken = {
      async *[Symbol.asyncIterator]() {
        yield 9
        throw new TypeError('connection lost')
      },
    }
    await expect(tallyRatings(broken)).rejects.toThrow('connection lost')
  })

  it('is not read where an iterable is given, whatever else that is', () => {
    const both = Object.assign([9, 10], { getReader: () => undefined })
    expect(tallyRatings(both)).toEqual({ 9: 1, 10: 1 })
  })

  it('that is no stream is refused at once', () => {
    for (const wrong of [{ getReader: 7 }, { [Symbol.asyncIterator]: 7 }, Promise.resolve([])])
      expect(() => tallyChurn(wrong as never, window)).toThrow('rows is an object, not an iterable')
  })

  const subscription = fc.record({
    customer: fc.integer({ min: 1, max: 6 }),
    startedOn: fc.constantFrom('2024-11-05', '2024-12-31', '2025-01-10', '2025-03-01'),
    length: fc.integer({ min: 0, max: 90 }),
    amount: fc.integer({ min: 0, max: 500 }),
  })

  it('gives what a list gives, whatever the rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(subscription, { minLength: 1, maxLength: 30 }), async (drawn) => {
        const rows = drawn.map(({ length, ...row }) => ({
          ...row,
          endedOn: new Date(Date.parse(row.startedOn) + length * 86_400_000)
            .toISOString()
            .slice(0, 10),
        }))
        const stream = () => source(rows) as AsyncIterable<(typeof rows)[number]>
        const series = { ...window, to: '2025-05-01', every: 'month' } as const
        const movements = { ...window, level: 'customer' } as const
        expect(await tallyChurn(stream(), window)).toEqual(tallyChurn(rows, window))
        expect(await tallyChurnByPeriod(stream(), series)).toEqual(tallyChurnByPeriod(rows, series))
        expect(await tallyRevenue(stream(), movements)).toEqual(tallyRevenue(rows, movements))
        const bought = rows.map(({ customer, startedOn, amount }) => ({
          customer,
          on: startedOn,
          amount,
        }))
        const options = { asOf: '2025-06-30', unit: 'week' } as const
        expect(
          await summarizeCustomers(
            source(bought) as AsyncIterable<(typeof bought)[number]>,
            options,
          ),
        ).toEqual(summarizeCustomers(bought, options))
      }),
      { numRuns: 100 },
    )
  })
})
