import { describe, expect, it } from 'vitest'
import {
  fewPlaces,
  functions,
  OF_THE_CALLER,
  outcome,
  type Place,
  places,
  valueAt,
  withAt,
} from '../support/places.js'
import { samples } from '../support/samples/index.js'

/** Where in a result a negative zero is. */
function negativeZeros(value: unknown): Place[] {
  return places([value]).filter((place) => Object.is(valueAt([value], place), -0))
}

const asked = functions.filter(([name]) => !OF_THE_CALLER.includes(name))

describe.each(asked)('a result of %s', (name, call) => {
  it('has no negative zero, whichever number is 0, and with whatever sign', () => {
    for (const args of samples[name] ?? [])
      for (const place of fewPlaces(args)) {
        if (typeof valueAt(args, place) !== 'number') continue
        for (const zero of [0, -0]) {
          const ended = outcome(call, withAt(args, place, zero))
          if ('result' in ended) expect(negativeZeros(ended.result), `${place}`).toEqual([])
        }
      }
  })
})
