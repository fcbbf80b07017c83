import {
  activationRate,
  type CohortTable,
  cohortTable,
  customerActivity,
  MetricError,
  mergeCohortTables,
  repeatRate,
  streaks,
  timeBetweenPurchases,
  winBackRate,
} from 'customer-metrics'
import { cohortTableSchema } from 'customer-metrics/schemas'
import { describe, expect, it } from 'vitest'
import { functions } from '../support/places.js'
import { refusal } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

const known = { asOf: '2025-03-31', later: 'ignore' } as const
const rows = [
  { customer: 1, on: '2025-01-05', amount: 5 },
  { customer: 1, on: '2025-02-05', amount: -5 },
  { customer: 1, on: '2025-03-05', amount: '5' },
  { customer: 2, on: '2025-01-20', amount: -1 },
  { customer: 2, on: '2025-01-21', amount: 7 },
  { customer: 2, on: '2025-04-01', amount: 7 },
  { customer: 3, on: '2026-04-01', amount: -7 },
]

/** Their result is counts by age, which have no place for another number. */
const WITHOUT_PLACE = new Set(['tallyLives'])

const counting = new Set<string>()

describe.each(functions)('%s', (name, call) => {
  it('counts what it left out, where it may leave out what is later', () => {
    for (const args of samples[name] ?? []) {
      const options = args.at(-1)
      if (typeof options !== 'object' || options === null || !('asOf' in options)) continue
      let result: unknown
      try {
        result = call(...args.slice(0, -1), { ...options, later: 'ignore' })
      } catch (error) {
        expect(error).toBeInstanceOf(MetricError)
        continue
      }
      counting.add(name)
      if (WITHOUT_PLACE.has(name)) expect(result).not.toHaveProperty('laterRows')
      else expect(result).toHaveProperty('laterRows', expect.any(Number))
    }
  })
})

describe('rows that were left out', () => {
  it('are a choice of many functions', () => {
    expect(counting.size).toBeGreaterThan(8)
  })

  it.each<[string, () => unknown]>([
    ['repeatRate', () => repeatRate(rows, { ...known, within: 'ever' })],
    [
      'timeBetweenPurchases',
      () => timeBetweenPurchases(rows, { ...known, unit: 'day', gaps: 'all' }),
    ],
    ['streaks', () => streaks(rows, { ...known, every: 'month' })],
    [
      'customerActivity',
      () => customerActivity(rows, { ...known, atRiskFrom: 1, lostFrom: 2, oneTime: 'separate' }),
    ],
  ])('of purchases are counted by %s, refunds apart from what is later', (_name, call) => {
    expect(call()).toMatchObject({ asOf: '2025-03-31', laterRows: 2, refundRows: 2 })
  })

  it('of subscriptions, entries and events are counted', () => {
    const subscriptions = [
      { customer: 1, startedOn: '2024-01-01', endedOn: '2024-02-01' },
      { customer: 1, startedOn: '2025-06-01' },
      { customer: 2, startedOn: '2025-04-01' },
    ]
    expect(
      winBackRate(subscriptions, { ...known, unit: 'month', losses: 'first', by: [1] }),
    ).toMatchObject({
      lost: 1,
      returned: 0,
      laterRows: 2,
    })
    const entries = [
      { customer: 1, on: '2025-01-01' },
      { customer: 2, on: '2025-05-01' },
    ]
    const events = [
      { customer: 1, on: '2025-04-02', event: 'first report' },
      { customer: 1, on: '2025-04-03', event: 'login' },
    ]
    expect(
      activationRate(events, { ...known, entries, event: 'first report', unit: 'day', by: [7] }),
    ).toMatchObject({ customers: 1, activated: 0, laterRows: 3 })
  })

  const options = {
    ...known,
    every: 'month',
    measure: 'on',
    clock: 'calendar',
    cohort: 'first',
    average: 'pooled',
  } as const

  it('of a table of cohorts add up when tables merge, and are unknown where one was stored without', () => {
    const all = cohortTable(rows, options)
    expect(all.laterRows).toBe(2)
    expect(cohortTable(rows, { ...options, entries: rows }).laterRows).toBe(4)
    const parts = [1, 2].map((customer) =>
      cohortTable(
        rows.filter((row) => row.customer === customer),
        options,
      ),
    )
    expect(mergeCohortTables(parts).laterRows).toBe(1)
    const { laterRows: _, ...stored } = parts[0] as CohortTable
    expect(mergeCohortTables([stored as CohortTable, parts[1] as CohortTable]).laterRows).toBeNull()
    expect(mergeCohortTables([parts[1] as CohortTable, stored as CohortTable]).laterRows).toBeNull()
    expect(cohortTableSchema.parse(stored).laterRows).toBeNull()
    const wrong = { ...all, laterRows: -1 }
    expect(refusal(() => mergeCohortTables([wrong])).path).toEqual(['tables', 0, 'laterRows'])
    expect(cohortTableSchema.safeParse(wrong).success).toBe(false)
  })
})
