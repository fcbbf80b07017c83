import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySum, parseAmount, refuseAmount, sumText } from '../../src/internal/money/decimal.js'
import { dayReader } from '../../src/internal/time/days.js'
import {
  type ActivityRules,
  arrange,
  customerIndex,
  readCells,
} from '../../src/retention/activity/activityGrid.js'
import { type CellSums, makeCellSums } from '../../src/retention/activity/sumsByCell.js'

const base: ActivityRules = {
  metric: 'test',
  path: ['rows'],
  readDay: dayReader('test', 'UTC'),
  asOf: 3000,
  later: undefined,
  slotOf: (day) => day,
  counts: false,
}

interface Row {
  readonly customer: string | number
  readonly on: Date
  readonly amount?: unknown
}

/** Each customer's slots, how often, and what came in, by the grid. */
function told(rows: readonly Row[], rules: Partial<ActivityRules> = {}, sums?: CellSums): unknown {
  const index = customerIndex('test')
  const cells = readCells({ ...base, ...rules }, rows, index)
  const { slots, times, starts, cells: numbers } = arrange(cells, index.numbers.ids.length)
  return index.numbers.ids.map((customer, owner) => {
    const cells: unknown[] = []
    for (let at = starts[owner] as number; at < (starts[owner + 1] as number); at++) {
      const sum = emptySum()
      sums?.addTo(sum, numbers[at] as number)
      cells.push([slots[at], times[at], sumText(sum)])
    }
    return [customer, cells]
  })
}

const onDay = (day: number): Date => new Date(day * 86_400_000)

const rows: fc.Arbitrary<Row[]> = fc.array(
  fc.record({
    customer: fc.nat(8),
    on: fc.integer({ min: -300, max: 300 }).map(onDay),
  }),
  { maxLength: 80 },
)

describe('the grid of activity', () => {
  it('holds how often each customer was active in each slot', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const expected = new Map<string | number, Map<number, number>>()
        for (const { customer, on } of all) {
          const slots = expected.get(customer) ?? new Map<number, number>()
          const slot = on.getTime() / 86_400_000
          expected.set(customer, slots.set(slot, (slots.get(slot) ?? 0) + 1))
        }
        const list = (times: (n: number) => number): unknown =>
          [...expected].map(([customer, slots]) => [
            customer,
            [...slots].sort(([a], [b]) => a - b).map(([slot, n]) => [slot, times(n), '0']),
          ])
        expect(told(all, { counts: true })).toEqual(list((n) => n))
        // In pages only whether they were.
        expect(told(all)).toEqual(list(() => 1))
      }),
    )
  })

  it('grows past every size that it begins with', () => {
    const many = Array.from({ length: 5000 }, (_, at) => ({
      customer: at % 700,
      on: onDay((at * 37) % 2000),
    }))
    const cells = new Set(many.map(({ customer, on }) => `${customer} ${on.getTime()}`))
    const list = told(many, { counts: true }) as [number, unknown[]][]
    expect(list.reduce((sum, [, own]) => sum + own.length, 0)).toBe(cells.size)
  })

  it('holds days that were chosen to be hard to find', () => {
    // Of each customer the day whose place is the least: all are neighbours. Half of them are where
    // places are mixed as at first, and half where they are mixed as they are next.
    const mixes = [
      [0x9e3779b1, 0x85ebca6b],
      [Math.imul(0x9e3779b1, 0x9e3779b1), Math.imul(0x85ebca6b, 0xc2b2ae35)],
    ] as const
    const many = Array.from({ length: 3000 }, (_, customer) => {
      const [byOwner, bySlot] = mixes[customer < 1500 ? 1 : 0] as (typeof mixes)[0]
      let [best, least] = [0, Infinity]
      for (let day = 0; day < 3000; day++) {
        const sum = Math.imul(customer, byOwner) + Math.imul(day, bySlot)
        const place = (sum ^ (sum >>> 15)) & 0xffff
        if (place < least) [best, least] = [day, place]
      }
      return { customer, on: onDay(best) }
    })
    expect(told([...many, ...many], { counts: true })).toEqual(
      many.map(({ customer, on }) => [customer, [[on.getTime() / 86_400_000, 2, '0']]]),
    )
  })

  it('adds amounts exactly, also those that cents cannot hold', () => {
    const amounts = ['0.1', 0.2, '0.005', '90071992547409.91', '90071992547409.91', -1n, '1e-30']
    const all = amounts.map((amount) => ({ customer: 1, on: onDay(7), amount }))
    const sums = makeCellSums()
    // 0.1 + 0.2 + 0.005 + 2 × 90071992547409.91 − 1 + 1e-30, by hand
    expect(
      told(all, { amounts: { parse: parseAmount, refuse: refuseAmount, keep: sums.keep } }, sums),
    ).toEqual([[1, [[7, 7, '180143985094819.125000000000000000000000000001']]]])
  })

  it('leaves out refunds where only purchases count, and what was before the first day', () => {
    const all = [
      { customer: 1, on: onDay(5), amount: '-3' },
      { customer: 2, on: onDay(4), amount: '0' },
      { customer: 3, on: onDay(9), amount: '-0.001' },
      { customer: 4, on: onDay(9), amount: '3' },
    ]
    expect(told(all, { amounts: { parse: parseAmount, refuse: refuseAmount }, from: 5 })).toEqual([
      [4, [[9, 1, '0']]],
    ])
  })

  it('is empty without rows', () => {
    expect(told([])).toEqual([])
  })
})
