import { compareMeans, loyaltyProgram, type ProgramSpend } from 'customer-metrics'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectNear, publishedCase } from '../support/published.js'
import { refusalText } from '../support/refusal.js'

const { input, params, expected, tolerance } = publishedCase('acquisition-retention', 'P-LOY-01')
const alone = (rows: readonly ProgramSpend[]) => rows.map(({ spend }) => ({ spend }))

describe('a loyalty programme', () => {
  it('is worth what members spend more than a control group, by Welch’s test', () => {
    const groups = { members: alone(input.members), control: alone(input.control) }
    const program = loyaltyProgram(groups, params)
    const { t, degreesOfFreedom, pValue, interval } = program
    expectNear(
      [t, degreesOfFreedom, pValue, interval?.low, interval?.high],
      expected.control,
      tolerance,
    )
    expect(program).toMatchObject({
      incrementalSpend: '21',
      incrementalMargin: '8.4',
      costPerMember: '5',
      netGain: '3.4',
      totalNetGain: '17',
      breakEvenSpend: '12.5',
      margin: 0.4,
      members: 5,
      control: 5,
      design: 'control',
    })
    expect(program.returnOnCost).toBeCloseTo(0.68, 14)
    const [low, high] = [interval?.low ?? 0, interval?.high ?? 0]
    expect(program.netGainInterval?.low).toBeCloseTo(0.4 * low - 5, 12)
    expect(program.netGainInterval?.high).toBeCloseTo(0.4 * high - 5, 12)
  })

  it('compares changes where the time before is known', () => {
    const program = loyaltyProgram(input, params)
    const { t, degreesOfFreedom, pValue, interval } = program
    expectNear(
      [t, degreesOfFreedom, pValue, interval?.low, interval?.high],
      expected.differences,
      tolerance,
    )
    expect(program).toMatchObject({
      incrementalSpend: '10.8',
      design: 'difference-in-differences',
    })
  })

  it('without cost has no return on it, and without margin no break-even', () => {
    const program = loyaltyProgram(input, { margin: 0, cost: 0 })
    expect(program).toMatchObject({ returnOnCost: null, breakEvenSpend: null, netGain: '0' })
  })

  it('has no return that no number could say', () => {
    const members = [{ spend: '4e29' }, { spend: '2e29' }]
    const groups = { members, control: [{ spend: 0 }, { spend: 0 }] }
    const program = loyaltyProgram(groups, { margin: 1, cost: '1e-300' })
    expect(program).toMatchObject({ returnOnCost: null, netGain: `3${'0'.repeat(29)}` })
  })

  it('of groups that do not vary has no interval and no test', () => {
    const same = (spend: number) => [{ spend }, { spend }]
    const program = loyaltyProgram({ members: same(7), control: same(5) }, { margin: 1, cost: 0 })
    expect(program).toMatchObject({
      incrementalSpend: '2',
      interval: null,
      netGainInterval: null,
      pValue: null,
    })
  })

  it('refuses a single customer, a part with a time before, and what is no amount', () => {
    const call = (groups: object) => refusalText(() => loyaltyProgram(groups as never, params))
    const good = [{ spend: 1 }, { spend: 2 }]
    expect(call({ members: good.slice(1), control: good })).toEqual([
      'undefined',
      'loyaltyProgram: members.length is 1, not at least 2 customers, which it takes to differ',
    ])
    expect(call({ members: good, control: [{ spend: 1, before: 2 }] })).toEqual([
      'mismatch',
      'loyaltyProgram: control[0].before is 2, not undefined as in members[0]',
    ])
    const known = [
      { spend: 1, before: 1 },
      { spend: 2, before: 1 },
    ]
    expect(call({ members: known, control: good })[1]).toMatch(
      /control\[0\]\.before is undefined, not an amount as in members\[0\]/,
    )
    expect(call({ members: [{ spend: 'x' }], control: good })[1]).toMatch(/members\[0\]\.spend/)
    expect(call({ members: [{ spend: 1, before: 'x' }], control: good })[1]).toMatch(
      /before is "x"/,
    )
    expect(refusalText(() => loyaltyProgram(input, { margin: 0.4, cost: -1 }))[0]).toBe(
      'out-of-range',
    )
  })
})

describe('laws of a loyalty programme', () => {
  const cents = fc.integer({ min: -100_000, max: 1_000_000 }).map((amount) => amount / 100)
  const group = fc.array(cents, { minLength: 2, maxLength: 20 })

  it('it has the difference and p-value of compareMeans, in any order of the customers', () => {
    fc.assert(
      fc.property(group, group, (members, control) => {
        const rows = (spends: readonly number[]) => spends.map((spend) => ({ spend }))
        const groups = { members: rows(members), control: rows(control) }
        const program = loyaltyProgram(groups, params)
        const plain = compareMeans({ a: members, b: control })
        expect(Number(program.incrementalSpend)).toBeCloseTo(plain.difference, 6)
        if (plain.pValue !== null && program.pValue !== null)
          expect(program.pValue).toBeCloseTo(plain.pValue, 6)
        const back = { members: rows([...members].reverse()), control: groups.control }
        expect(loyaltyProgram(back, params)).toEqual(program)
      }),
    )
  })

  it('with the same spend before for everybody it is the comparison without', () => {
    fc.assert(
      fc.property(group, group, cents, (members, control, before) => {
        const rows = (spends: readonly number[]) => spends.map((spend) => ({ spend, before }))
        const known = { members: rows(members), control: rows(control) }
        const bare = { members: alone(known.members), control: alone(known.control) }
        expect(loyaltyProgram(known, params).incrementalSpend).toBe(
          loyaltyProgram(bare, params).incrementalSpend,
        )
      }),
    )
  })
})
