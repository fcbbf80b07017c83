import { byGroup, mapGroups, mergeRatings, tallyByGroup, tallyRatings } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const row = fc.record({
  plan: fc.constantFrom('free', 'pro', '', '__proto__', null),
  seats: fc.constantFrom(1, 2, 2n, null),
  trial: fc.boolean(),
  rating: fc.integer({ min: 0, max: 10 }),
})
const rows = fc.array(row, { minLength: 1, maxLength: 60 })
const columns = fc.subarray(['plan', 'seats', 'trial'] as const, { minLength: 1 })

describe('groups', () => {
  it('have every row once, in its order, whatever the columns are', () => {
    fc.assert(
      fc.property(rows, columns, (all, by) => {
        const groups = byGroup(all, { by })
        const seen = groups.flatMap((group) => group.rows)
        expect(seen).toHaveLength(all.length)
        expect(new Set(seen)).toEqual(new Set(all))
        for (const { rows: own, size } of groups) {
          expect(size).toBe(own.length)
          expect(own).toEqual(all.filter((each) => own.includes(each)))
        }
      }),
    )
  })

  it('come first in the order of their first rows', () => {
    fc.assert(
      fc.property(rows, columns, (all, by) => {
        const firsts = byGroup(all, { by }).map((group) => all.indexOf(group.rows[0] as never))
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b))
      }),
    )
  })

  it('differ in a column, and have rows that do not', () => {
    fc.assert(
      fc.property(rows, columns, (all, by) => {
        const groups = byGroup(all, { by })
        expect(new Set(groups.map((group) => JSON.stringify(group.by))).size).toBe(groups.length)
        for (const group of groups)
          for (const each of group.rows)
            for (const column of by) {
              const value = each[column] ?? null
              expect(group.by[column]).toBe(typeof value === 'bigint' ? Number(value) : value)
            }
      }),
    )
  })

  it('have the same tallies in one pass as from lists of their rows', () => {
    fc.assert(
      fc.property(rows, columns, fc.constantFrom('all', 'rollup'), (all, by, totals) => {
        const options = { by, totals, minimum: 3 } as const
        expect(
          tallyByGroup(all, {
            ...options,
            tally: (own) => tallyRatings(own.map(({ rating }) => rating)),
          }),
        ).toEqual(
          mapGroups(byGroup(all, options), (own) => tallyRatings(own.map(({ rating }) => rating))),
        )
      }),
    )
  })

  it('add up to their totals, and the totals to the whole', () => {
    fc.assert(
      fc.property(rows, columns, (all, by) => {
        const groups = byGroup(all, { by, totals: 'rollup' })
        const tallies = mapGroups(groups, (own) => tallyRatings(own.map(({ rating }) => rating)))
        const ofLevel = (level: number) =>
          tallies.filter((tally) => Object.keys(tally.by).length === level)
        for (let level = 0; level <= by.length; level++)
          expect(mergeRatings(ofLevel(level).map(({ result }) => result ?? {}))).toEqual(
            tallyRatings(all.map(({ rating }) => rating)),
          )
        expect(ofLevel(0)).toHaveLength(1)
        for (const { by: key, total } of tallies)
          expect(total).toBe(Object.keys(key).length < by.length)
      }),
    )
  })
})
