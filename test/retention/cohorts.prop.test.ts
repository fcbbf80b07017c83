import {
  type CohortTable,
  type CohortTableOptions,
  cohortTable,
  type EventRow,
  mergeCohortTables,
  type PeriodUnit,
} from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { later } from '../support/arbitraries.js'
import { checkMergeLaw, checkOrderLaw } from '../support/laws.js'

const DAY = 86_400_000
const AS_OF = '2024-06-19'
const number = (day: string): number => Date.parse(day) / DAY

/** What a few customers did in the months before the as-of day. */
const events: fc.Arbitrary<EventRow[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: 9 }),
    on: fc.nat(150).map((before) => later(AS_OF, -before)),
  }),
  { minLength: 1, maxLength: 50 },
)

const paid: fc.Arbitrary<EventRow[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: 9 }),
    on: fc.nat(150).map((before) => later(AS_OF, -before)),
    amount: fc.integer({ min: -5000, max: 100_000 }).map((cents) => (cents / 100).toFixed(2)),
  }),
  { minLength: 1, maxLength: 40 },
)

const brackets: fc.Arbitrary<[number, number][]> = fc
  .array(fc.tuple(fc.nat(4), fc.nat(4)), { minLength: 1, maxLength: 4 })
  .map((steps) => {
    let next = 0
    return steps.map(([gap, length]) => {
      const from = next + gap
      next = from + length + 1
      return [from, from + length]
    })
  })

const options: fc.Arbitrary<CohortTableOptions> = fc
  .record({
    every: fc.constantFrom<PeriodUnit>('week', 'month', 'day', 'month', 'week', 'quarter', 'year'),
    multiple: fc.integer({ min: 1, max: 3 }),
    from: fc.nat(180).map((before) => later(AS_OF, -before)),
    hasFrom: fc.boolean(),
    measure: fc.constantFrom('on' as const, 'on-or-after' as const),
    clock: fc.constantFrom('calendar' as const, 'elapsed' as const),
    cohort: fc.constantFrom('first' as const, 'any' as const),
    average: fc.constantFrom('pooled' as const, 'mean', 'weighted', 'amplitude', 'mixpanel'),
    minimum: fc.integer({ min: 1, max: 3 }),
    columns: fc.oneof(
      fc.constant({}),
      fc.record({ periods: fc.integer({ min: 1, max: 12 }) }),
      fc.record({ brackets }),
    ),
    until: fc.option(fc.integer({ min: 40, max: 60 })),
  })
  .map(({ hasFrom, from, multiple, columns, until, ...rest }) => ({
    ...rest,
    ...columns,
    asOf: AS_OF,
    weekStartsOn: 'wednesday' as const,
    multiple: hasFrom ? multiple : 1,
    ...(hasFrom ? { from } : {}),
    ...(until !== null && rest.measure === 'on-or-after' ? { until } : {}),
  }))

const entered = (events: readonly EventRow[], { from, cohort }: CohortTableOptions): boolean => {
  const days = [...new Set(events.map(({ customer }) => customer))].flatMap((customer) => {
    const own = events.filter((event) => event.customer === customer).map(({ on }) => on as string)
    return cohort === 'first' ? own.sort().slice(0, 1) : own
  })
  return days.some((day) => from === undefined || day >= (from as string))
}

/** So many units after a day, by `Date.UTC`. */
function unitsLater(day: number, unit: PeriodUnit, count: number): number {
  if (unit === 'day' || unit === 'week') return day + count * (unit === 'day' ? 1 : 7)
  const months = count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12)
  const date = new Date(day * DAY)
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY
}

/** The first day of a calendar unit, by `Date.UTC`; weeks begin on Wednesday. */
function unitStart(day: number, unit: PeriodUnit): number {
  const date = new Date(day * DAY)
  const year = date.getUTCFullYear()
  if (unit === 'day') return day
  if (unit === 'week') return day - ((date.getUTCDay() + 4) % 7)
  if (unit === 'month') return Date.UTC(year, date.getUTCMonth(), 1) / DAY
  if (unit === 'quarter') return Date.UTC(year, Math.floor(date.getUTCMonth() / 3) * 3, 1) / DAY
  return Date.UTC(year, 0, 1) / DAY
}

/** A table told cell by cell, from the definition alone. */
function tellTable(
  rows: readonly EventRow[],
  { every, multiple = 1, minimum = 1, until = Infinity, ...rest }: CohortTableOptions,
): {
  readonly sizes: number[]
  readonly retained: (number | null)[][]
  readonly final: boolean[][]
} {
  const { clock, measure, cohort, periods, brackets } = rest
  const asOf = number(AS_OF)
  const first = number(
    (rest.from as string | undefined) ?? (rows.map(({ on }) => on as string).sort()[0] as string),
  )
  const starts = [unitStart(first, every)]
  while ((starts.at(-1) as number) <= asOf)
    starts.push(unitsLater(starts[0] as number, every, starts.length * multiple))
  const periodOf = (day: number): number => {
    const next = starts.findIndex((start) => start > day)
    return next < 0 ? starts.length - 1 : next - 1
  }
  /** First day of a period after the entry. */
  const begins = (at: number, entry: number, offset: number): number =>
    clock === 'elapsed'
      ? unitsLater(entry, every, offset * multiple)
      : unitsLater(starts[0] as number, every, (at + offset) * multiple)
  const cohorts = starts.slice(0, -1)
  const began = (at: number): number => {
    let count = 0
    while (begins(at, starts[at] as number, count) <= asOf) count++
    return count
  }
  const columns = brackets
    ? [...brackets]
    : Array.from({ length: periods ?? Math.min(began(0), until + 1) }, (_, at) => [at, at] as const)
  const told = cohorts.map((start, at) => {
    const end = starts[at + 1] as number
    const members = [...new Set(rows.map(({ customer }) => customer))].flatMap((customer) => {
      const days = rows
        .filter((row) => row.customer === customer)
        .map(({ on }) => number(on as string))
      const counted = cohort === 'first' ? [Math.min(...days)] : days
      const entries = counted.filter((day) => day >= start && day < end)
      return entries.length > 0 ? [{ entry: Math.min(...entries), days }] : []
    })
    const timesOf = ({ entry, days }: (typeof members)[number], from: number, to: number): number =>
      days.filter(
        (day) =>
          day >= begins(at, entry, from) &&
          day < begins(at, entry, to + 1) &&
          (clock === 'calendar' ? periodOf(day) >= at : day >= entry),
      ).length
    const isOn = (member: (typeof members)[number], from: number, to: number): boolean =>
      from === 0 || timesOf(member, from, to) >= minimum
    const isOnOrAfter = (member: (typeof members)[number], column: number): boolean => {
      for (let later = column; later < columns.length; later++) {
        const [from, to] = columns[later] as [number, number]
        if (isOn(member, from, to)) return true
      }
      const from = (columns[column] as readonly [number, number])[0]
      for (let offset = from; offset <= Math.min(until, began(at)); offset++)
        if (!columns.some(([low, high]) => offset >= low && offset <= high))
          if (timesOf(member, offset, offset) >= minimum) return true
      return false
    }
    const cells = columns.map(([from, to], column) => {
      if (begins(at, start, from) > asOf) return null
      return members.filter((member) =>
        measure === 'on' ? isOn(member, from, to) : isOnOrAfter(member, column),
      ).length
    })
    const isOver = (offset: number): boolean => {
      for (let entry = start; entry < end; entry++)
        if (begins(at, entry, offset + 1) > asOf + 1) return false
      return true
    }
    const final = columns.map(([, to]) =>
      measure === 'on' ? isOver(to) : until !== Infinity && isOver(to) && isOver(until),
    )
    return { size: members.length, cells, final }
  })
  return {
    sizes: told.map(({ size }) => size),
    retained: told.map(({ cells }) => cells),
    final: told.map(({ final }) => final),
  }
}

describe('a table of cohorts', () => {
  it('is what telling it cell by cell comes to', () => {
    fc.assert(
      fc.property(events, options, (rows, how) => {
        fc.pre(entered(rows, how))
        const table = cohortTable(rows, how)
        const told = tellTable(rows, how)
        expect(table.cohorts.map(({ size }) => size)).toEqual(told.sizes)
        expect(table.cohorts.map(({ retained }) => retained)).toEqual(told.retained)
        expect(table.cohorts.map(({ states }) => states.map((state) => state === 'final'))).toEqual(
          told.final,
        )
      }),
      { numRuns: 200 },
    )
  })

  it('is the sum of tables of other customers, in any order, after a trip through JSON', () => {
    checkMerge(events, {
      every: 'month',
      multiple: 2,
      from: '2024-02-11',
      asOf: AS_OF,
      measure: 'on-or-after',
      until: 4,
      minimum: 2,
      clock: 'calendar',
      cohort: 'any',
      average: 'amplitude',
      interval: 'wald',
    })
  })

  it('is their sum also where the first entry decides where it begins, and with amounts', () => {
    checkMerge(paid, {
      every: 'month',
      asOf: AS_OF,
      measure: 'on',
      clock: 'elapsed',
      cohort: 'any',
      average: 'pooled',
      brackets: [
        [1, 2],
        [4, 5],
      ],
    })
    checkMerge(paid, {
      every: 'quarter',
      asOf: AS_OF,
      measure: 'on-or-after',
      clock: 'calendar',
      cohort: 'first',
      average: 'mixpanel',
    })
  })

  it('is their sum with entries, where some only enter, in any frame', () => {
    const groups = fc.array(fc.nat(2), { minLength: 9, maxLength: 9 })
    fc.assert(
      fc.property(
        fc.oneof(events, paid),
        events,
        groups,
        options,
        fc.boolean(),
        (all, signUps, group, how, isFew) => {
          const did = isFew ? all.slice(0, 3) : all
          const tableOf = (has: (row: EventRow) => boolean): CohortTable | null => {
            try {
              return cohortTable(did.filter(has), { ...how, entries: signUps.filter(has) })
            } catch (error) {
              // A shard in which nobody enters is left out.
              expect(error).toHaveProperty('code', 'empty')
              return null
            }
          }
          const whole = tableOf(() => true)
          const parts = [0, 1, 2].flatMap((at) => {
            const part = tableOf(({ customer }) => group[(customer as number) - 1] === at)
            return part ? [part] : []
          })
          if (parts.length > 0) expect(mergeCohortTables(parts)).toEqual(whole)
          else expect(whole).toBe(null)
        },
      ),
      { numRuns: 150 },
    )
  })

  function checkMerge(rows: fc.Arbitrary<EventRow[]>, how: CohortTableOptions): void {
    const some = rows.map((all) => {
      // Whoever enters before the table begins would leave a shard with nobody.
      const from = how.from as string | undefined
      return from === undefined
        ? all
        : all.map((row) => ({ ...row, on: later2(row.on as string, from) }))
    })
    checkMergeLaw<EventRow, CohortTable>({
      rows: some,
      tally: (all) => cohortTable(all, how),
      merge: mergeCohortTables,
      shard: (row) => row.customer,
    })
  }

  function later2(day: string, from: string): string {
    return day < from ? from : day
  }

  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(options, (how) => {
        checkOrderLaw(
          events.filter((rows) => entered(rows, how)),
          (rows) => cohortTable(rows, how),
        )
      }),
      { numRuns: 4 },
    )
  })

  it('never changes a cell that is final when more becomes known', () => {
    fc.assert(
      fc.property(events, options, fc.nat(120), (rows, how, more) => {
        const asOf = later(AS_OF, -more)
        const from = how.from ?? rows.map(({ on }) => on as string).sort()[0]
        const frame = { ...how, from: from as string, later: 'ignore' as const }
        const known = rows.filter(({ on }) => (on as string) <= asOf)
        fc.pre((from as string) <= asOf && known.length > 0 && entered(known, frame))
        const before = cohortTable(rows, { ...frame, asOf })
        const after = cohortTable(rows, frame)
        before.cohorts.forEach((cohort, at) => {
          const same = after.cohorts[at]
          cohort.states.forEach((state, column) => {
            const rate = cohort.rates[column]
            if (state === 'final') {
              expect(same?.size).toBe(cohort.size)
              expect(same?.retained[column]).toBe(cohort.retained[column])
              expect(same?.rates[column]).toBe(rate)
              expect(same?.states[column]).toBe('final')
            }
            // What is so far can only rise, and what is known stays known.
            if (state === 'so-far')
              expect(same?.retained[column]).toBeGreaterThanOrEqual(
                cohort.retained[column] as number,
              )
            if (state !== 'unknown') expect(same?.states[column]).not.toBe('unknown')
          })
        })
      }),
      { numRuns: 50 },
    )
  })

  it('has on-or-after cells that never rise from column to column, and are never below on', () => {
    fc.assert(
      fc.property(events, options, (rows, { until: _until, ...how }) => {
        fc.pre(entered(rows, how))
        const on = cohortTable(rows, { ...how, measure: 'on' })
        const after = cohortTable(rows, { ...how, measure: 'on-or-after' })
        after.cohorts.forEach(({ retained, size }, at) => {
          retained.forEach((count, column) => {
            if (count === null) return
            expect(count).toBeLessThanOrEqual((retained[column - 1] as number | undefined) ?? size)
            expect(count).toBeGreaterThanOrEqual(on.cohorts[at]?.retained[column] as number)
          })
        })
      }),
      { numRuns: 60 },
    )
  })

  it('holds every rate in its interval, and every average between the rates it is of', () => {
    fc.assert(
      fc.property(events, options, (rows, how) => {
        fc.pre(entered(rows, how))
        const { cohorts, average, columns } = cohortTable(rows, how)
        const within = (rate: number | null | undefined, at: unknown): void => {
          const interval = at as { low: number; high: number } | null
          if (rate == null || !interval) return
          expect(interval.low).toBeGreaterThanOrEqual(0)
          expect(interval.low).toBeLessThanOrEqual(rate)
          expect(interval.high).toBeGreaterThanOrEqual(rate)
          expect(interval.high).toBeLessThanOrEqual(1)
        }
        for (const { rates, intervals } of cohorts)
          rates.forEach((rate, column) => {
            within(rate, intervals[column])
          })
        columns.forEach((_, column) => {
          const rate = average.rates[column] as number | null
          within(rate, average.intervals[column])
          expect(rate === null).toBe(average.cohorts[column] === 0)
          if (rate === null || how.average === 'amplitude') return
          const rates = cohorts.map((cohort) => cohort.rates[column] ?? rate)
          expect(rate).toBeGreaterThanOrEqual(Math.min(...rates) - 1e-12)
          expect(rate).toBeLessThanOrEqual(Math.max(...rates) + 1e-12)
        })
      }),
    )
  })

  it('averages by size as it pools, and in any way alike where there is one cohort', () => {
    fc.assert(
      fc.property(events, options, (rows, how) => {
        fc.pre(entered(rows, how))
        const by = (average: CohortTableOptions['average']): CohortTable['average'] =>
          cohortTable(rows, { ...how, average }).average
        const pooled = by('pooled')
        expect(by('weighted')).toEqual({ ...pooled, policy: 'weighted' })
        for (const policy of ['mean', 'mixpanel', 'amplitude'] as const)
          by(policy).rates.forEach((rate, column) => {
            if (pooled.cohorts[column] === 1)
              expect(rate).toBeCloseTo(pooled.rates[column] as number, 12)
          })
      }),
    )
  })

  it('counts everything that came in, once for each cohort that the customer is in', () => {
    fc.assert(
      fc.property(paid, options, (rows, { from: _from, ...how }) => {
        const {
          minimum: _minimum,
          brackets: _brackets,
          periods: _periods,
          until: _until,
          ...rest
        } = how
        const { cohorts } = cohortTable(rows, {
          ...rest,
          every: 'week',
          multiple: 1,
          cohort: 'first',
        })
        const cents = (amounts: readonly (string | null | undefined)[]): number =>
          Math.round(amounts.reduce((sum, amount) => sum + 100 * Number(amount ?? 0), 0))
        const all = cents(rows.map(({ amount }) => amount as string))
        expect(cents(cohorts.flatMap(({ revenue }) => revenue?.amounts ?? []))).toBe(all)
        const last = cohorts.map(({ revenue }) =>
          revenue?.cumulative.filter((sum) => sum !== null).at(-1),
        )
        expect(cents(last)).toBe(all)
      }),
    )
  })

  it('is the same for days and for instants of those days in any zone', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Asia/Tokyo')
    fc.assert(
      fc.property(events, options, zones, (rows, how, timeZone) => {
        fc.pre(entered(rows, how))
        // Noon by the clock of the zone, found without its rules: no offset is beyond 14 hours.
        const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
        const instant = (day: string): Date => {
          const near = [-14, -10, -6, -2, 2, 6, 10, 14].map(
            (hours) => Date.parse(day) + (12 + hours) * 3_600_000,
          )
          return new Date(near.find((time) => clock.format(time) === day) as number)
        }
        const instants = rows.map(({ customer, on }) => ({ customer, on: instant(on as string) }))
        expect({ ...cohortTable(instants, { ...how, timeZone }), timeZone: 'UTC' }).toEqual(
          cohortTable(rows, how),
        )
      }),
      { numRuns: 40 },
    )
  })
})
