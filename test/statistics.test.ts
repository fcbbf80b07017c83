import {
  type MetricError,
  type ProportionIntervalMethod,
  proportionInterval,
} from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { expectNear, published, publishedCase } from './support/published.js'

/** The error that a call is refused with. */
function refusal(call: () => unknown): MetricError {
  try {
    call()
  } catch (error) {
    return error as MetricError
  }
  throw new Error('nothing was refused')
}

const methods: [ProportionIntervalMethod, string][] = [
  ['wilson', 'wilson'],
  ['agresti-coull', 'agrestiCoull'],
  ['clopper-pearson', 'clopperPearson'],
  ['wald', 'wald'],
]
const ids = published('proportion')
  .filter(({ metric }) => metric === 'interval for a proportion')
  .map(({ id }) => id)

describe('proportionInterval', () => {
  it.each(ids)('%s by four methods (Newcombe 1998; R binom)', (id) => {
    const { input, params, expected, tolerance } = publishedCase('proportion', id)
    const { confidence } = params
    for (const [method, name] of methods) {
      const { successes, n: trials } = input
      const result = proportionInterval({ successes, trials }, { method, confidence })
      // The published ends of two methods run beyond 0 and 1; ours stop there.
      const ends = expected[name].map((end: number) => Math.min(1, Math.max(0, end)))
      expectNear([result.low, result.high], ends, tolerance)
      expect(result).toMatchObject({ method, confidence })
    }
  })

  it('has been tested with all of them', () => {
    expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `P-PROP-0${number}`))
  })

  // scipy 1.17: stats.beta.ppf(tail, x + ½, n − x + ½) and stats.beta.isf, with 0 and 1 for nobody and
  // everybody, as in Brown, Cai & DasGupta (2001).
  it.each([
    [81, 263, 0.95, 0.2545219349910236, 0.36564749917408246],
    [15, 148, 0.95, 0.06044851700929643, 0.15764314347874112],
    [0, 20, 0.95, 0, 0.11663898290487539],
    [1, 29, 0.95, 0.0037461736490570752, 0.15007768600223173],
    [20, 20, 0.95, 0.8833610170951246, 1],
    [45, 60, 0.9, 0.6504675005680509, 0.8320998870744547],
    [45, 60, 0.99, 0.5907204749840719, 0.8713132593342466],
    [730, 1000, 0.95, 0.7018475076106738, 0.7568233282399799],
    [3, 7, 0.999999, 0.005658783908013724, 0.9810040686870097],
    [123456, 1000000, 0.95, 0.12281234050644808, 0.12410183915651879],
  ])('%i of %i by Jeffreys’ method at %d', (successes, trials, confidence, low, high) => {
    const result = proportionInterval({ successes, trials }, { method: 'jeffreys', confidence })
    expectNear([result.low, result.high], [low, high], { abs: 1e-11 })
  })

  it('Newcombe 1998, Table I, method 5: 0 of 20 is 0 to 0.1684 exactly', () => {
    const { low, high } = proportionInterval(
      { successes: 0, trials: 20 },
      { method: 'clopper-pearson' },
    )
    expect(low).toBe(0)
    // Where (1 − p)^20 = 0.025.
    expect(high).toBeCloseTo(1 - 0.025 ** (1 / 20), 12)
  })

  it('is Wilson’s at 95 % unless told', () => {
    expect(proportionInterval({ successes: 3, trials: 10 })).toEqual(
      proportionInterval({ successes: 3, trials: 10 }, { method: 'wilson', confidence: 0.95 }),
    )
    const nothing = { method: undefined, confidence: undefined } as never
    expect(proportionInterval({ successes: 3, trials: 10 }, nothing).method).toBe('wilson')
  })

  it('has no width at a confidence of 0, by the methods that are built on z', () => {
    for (const method of ['wilson', 'agresti-coull', 'wald'] as const)
      expect(
        proportionInterval({ successes: 3, trials: 12 }, { method, confidence: 0 }),
      ).toMatchObject({ low: 0.25, high: 0.25 })
  })

  it('gives plain zeros for negative ones', () => {
    const { low, high } = proportionInterval({ successes: -0, trials: 9 }, { method: 'wald' })
    expect([low, high]).toStrictEqual([0, 0])
  })
})

describe('refusals of proportionInterval', () => {
  it.each<[unknown, unknown, string, string, string[]]>([
    [
      { successes: 3, trials: 2 },
      {},
      'out-of-range',
      'proportionInterval: proportion.successes is 3, not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { successes: 1.5, trials: 2 },
      {},
      'out-of-range',
      'proportionInterval: proportion.successes is 1.5, not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { trials: 2 },
      {},
      'invalid',
      'proportionInterval: proportion.successes is undefined, not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { successes: '1', trials: 2 },
      {},
      'invalid',
      'proportionInterval: proportion.successes is "1", not a whole number from 0 to 2',
      ['proportion', 'successes'],
    ],
    [
      { successes: 0, trials: 0 },
      {},
      'empty',
      'proportionInterval: proportion.trials is empty, not at least one trial',
      ['proportion', 'trials'],
    ],
    [null, {}, 'invalid', 'proportionInterval: proportion is null, not an object', ['proportion']],
    [
      { successes: 1, trials: 2 },
      null,
      'invalid',
      'proportionInterval: options is null, not an object',
      ['options'],
    ],
    [
      { successes: 1, trials: 2 },
      { method: 'exact' },
      'invalid',
      'proportionInterval: method is "exact", not one of wilson, wilson-continuity, agresti-coull, clopper-pearson, jeffreys, wald',
      ['method'],
    ],
    [
      { successes: 1, trials: 2 },
      { confidence: 1 },
      'out-of-range',
      'proportionInterval: confidence is 1, not a number from 0 to 0.999999',
      ['confidence'],
    ],
    [
      { successes: 1, trials: 2 },
      { confidence: '95%' },
      'invalid',
      'proportionInterval: confidence is "95%", not a number from 0 to 0.999999',
      ['confidence'],
    ],
  ])('%j with %j', (proportion, options, code, message, path) => {
    expect(refusal(() => proportionInterval(proportion as never, options as never))).toMatchObject({
      metric: 'proportionInterval',
      code,
      message,
      path,
    })
  })

  it.each([-1, 2.5, Number.NaN, Infinity, '2', 2n, undefined])('trials of %s', (trials) => {
    expect(
      refusal(() => proportionInterval({ successes: 0, trials: trials as never })),
    ).toMatchObject({ path: ['proportion', 'trials'], received: trials })
  })
})
