import { describe, expect, it } from 'vitest'
import {
  type Callable,
  fewPlaces,
  functions,
  type Place,
  refusalOf,
  withAt,
} from '../support/places.js'
import { isWhole } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

/** What is a value of hardly any field. */
const WRONG: readonly unknown[] = [Symbol('wrong'), Number.NaN, -7e300, 'wrong']

/** Fields that name something else, which is then what is missing or does not go with them. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  byGroup: ['column'],
  byPeriod: ['on'],
  compressSummaries: ['frequency'],
  fitCovariates: ['purchases'],
  fitSpendCovariates: ['covariates'],
  logLikelihood: ['frequency'],
  mergeCohortTables: ['policy'],
  relativeRetention: ['policy'],
  segmentMatrix: ['segment'],
  surveyFunnel: ['questions'],
  tallyByGroup: ['column', 'rating'],
  tallyChurn: ['customer'],
  tallyRevenue: ['currency'],
}

describe.each(functions)('a refusal of %s', (name, call) => {
  const calls = samples[name] ?? []

  it('names the field in which something wrong is', () => {
    const odd: string[] = []
    for (const args of calls)
      for (const place of fewPlaces(args))
        for (const wrong of WRONG) {
          const error = refusalOf(call, withAt(args, place, wrong))
          const field = fieldOf(place)
          if (!error || ELSEWHERE[name]?.includes(field ?? '')) continue
          if (field !== undefined && !error.path.includes(field))
            odd.push(`${place} ${String(wrong)}: ${error.message}`)
        }
    expect(odd.slice(0, 6)).toEqual([])
  })

  it('says of a field that nobody reads where that is', () => {
    for (const args of calls)
      for (const [index, given] of args.entries()) {
        if (typeof given !== 'object' || given?.constructor !== Object) continue
        const error = refusalOf(call, withAt(args, [index, 'unread'], 1))
        if (!error?.path.includes('unread')) continue
        const [whole = ''] = [parametersOf(call)[index]]
        expect([['unread'], [whole, 'unread']], error.message).toContainEqual(error.path)
      }
  })

  it('has no empty part', () => {
    for (const args of calls)
      for (const place of fewPlaces(args))
        for (const wrong of [...WRONG, null, undefined, {}, [], 0, 1e9]) {
          const error = refusalOf(call, withAt(args, place, wrong))
          if (!error) continue
          expect(isWhole(error), `${error.code} ${error.message}`).toBe(true)
          expect(error.path, error.message).not.toContain('')
        }
  })
})

/** The names of the parameters, as the function was written. */
function parametersOf(call: Callable): string[] {
  const [, list = ''] = /\(([^)]*)/.exec(`${call}`) ?? []
  return list.split(',').map((name) => name.replace(/=.*/s, '').trim())
}

/** The name of the field of a place that is the last. */
function fieldOf(place: Place): string | undefined {
  return place
    .slice(1)
    .filter((step) => typeof step === 'string')
    .at(-1)
}
