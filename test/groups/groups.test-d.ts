import {
  byGroup,
  byPeriod,
  type Group,
  type GroupKey,
  type GroupRows,
  type GroupTally,
  mapGroups,
  type Nps,
  nps,
  type RatingTally,
  type RowStream,
  tallyByGroup,
  tallyRatings,
} from 'customer-metrics'
import * as area from 'customer-metrics/groups'
import { describe, expectTypeOf, it } from 'vitest'

interface Answer {
  readonly plan: string
  readonly rating: number
  readonly answeredOn: string
}
const answers: readonly Answer[] = []

describe('byGroup', () => {
  it('gives back the rows it got', () => {
    const groups = byGroup(answers, { by: ['plan', { column: 'answeredOn', every: 'month' }] })
    expectTypeOf(groups).toEqualTypeOf<Group<Answer>[]>()
    expectTypeOf(groups.map(({ by }) => by)).toEqualTypeOf<GroupKey[]>()
  })

  it('takes columns that rows have, known totals and known units', () => {
    // @ts-expect-error rows have no such column
    byGroup(answers, { by: ['country'] })
    // @ts-expect-error rows have no such column of days
    byGroup(answers, { by: [{ column: 'on', every: 'month' }] })
    // @ts-expect-error units are in the singular
    byGroup(answers, { by: [{ column: 'answeredOn', every: 'months' }] })
    // @ts-expect-error totals have names
    byGroup(answers, { by: ['plan'], totals: true })
    // @ts-expect-error columns are required
    byGroup(answers, {})
  })

  it('makes groups that nobody changes', () => {
    const [group] = byGroup(answers, { by: ['plan'] })
    // @ts-expect-error the rows of a group are read-only
    group?.rows.push()
  })
})

describe('mapGroups', () => {
  it('knows the rows, and that a group may have no result', () => {
    const groups = byGroup(answers, { by: ['plan'] })
    const tallies = mapGroups(groups, (rows) => {
      expectTypeOf(rows).toEqualTypeOf<readonly Answer[]>()
      return tallyRatings(rows.map(({ rating }) => rating))
    })
    expectTypeOf(tallies.map(({ result }) => result)).toEqualTypeOf<(RatingTally | null)[]>()
    expectTypeOf(tallies.map(({ by }) => by)).toEqualTypeOf<GroupKey[]>()
    const scores = mapGroups(tallies, (tally) => {
      expectTypeOf(tally).toEqualTypeOf<RatingTally>()
      return nps(tally)
    })
    expectTypeOf(scores.map(({ result }) => result)).toEqualTypeOf<(Nps | null)[]>()
    // @ts-expect-error a group without a number has no score
    scores[0]?.result.score
  })

  it('takes a metric as it is', () => {
    const scores = mapGroups([{ rows: [9, 10] }], nps)
    expectTypeOf(scores.map(({ result }) => result)).toEqualTypeOf<(Nps | null)[]>()
  })

  it('keeps what a period says of itself', () => {
    const months = byPeriod(answers, {
      on: 'answeredOn',
      every: 'month',
      from: '2025-01-01',
      to: '2025-02-01',
    })
    const sizes = mapGroups(months, (rows) => rows.length)
    expectTypeOf(sizes.map(({ complete }) => complete)).toEqualTypeOf<boolean[]>()
  })
})

describe('tallyByGroup', () => {
  it('knows the rows and the tally, and gives a promise from a stream', () => {
    const tally = (rows: GroupRows<Answer>) => tallyRatings(rows.map(({ rating }) => rating))
    const tallies = tallyByGroup(answers, { by: ['plan'], tally })
    expectTypeOf(tallies).toEqualTypeOf<GroupTally<RatingTally>[]>()
    const stream: RowStream<Answer> = (async function* () {})()
    expectTypeOf(tallyByGroup(stream, { by: ['plan'], tally })).toEqualTypeOf<
      Promise<GroupTally<RatingTally>[]>
    >()
    // @ts-expect-error rows have no such column
    tallyByGroup(answers, { by: ['country'], tally })
    tallyByGroup(answers, {
      by: ['plan'],
      // @ts-expect-error rows have no such field
      tally: (rows) => tallyRatings(rows.map((row) => row.score)),
    })
  })
})

describe('customer-metrics/groups', () => {
  it('has the same functions', () => {
    expectTypeOf(area.byGroup).toEqualTypeOf(byGroup)
    expectTypeOf(area.mapGroups).toEqualTypeOf(mapGroups)
  })
})
