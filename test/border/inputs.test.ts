import * as library from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusal } from '../support/refusal.js'
import { typedPlaces } from '../support/typedPlaces.js'

type Callable = (...args: unknown[]) => unknown

/** Types that a caller writes; the others are rows, names as keys, and results of functions. */
const WRITTEN =
  /(Input|Options|Window|Scale|Calendar|Hours|Length|Duration|RidgePenalty|PriorPenalty|Weights|Discount|DiscountRate|Bins|Thresholds|Span|Amount|Group|Pair|Summary|Proportion|Plan)$/

const places = typedPlaces().filter(({ type }) => WRITTEN.test(type))

/** The value with one field more in the place of these keys. */
function withField(value: unknown, [key, ...rest]: readonly string[]): unknown {
  const fields = value as Readonly<Record<string, unknown>>
  return key === undefined
    ? { ...fields, unread_9: 1 }
    : { ...fields, [key]: withField(fields[key], rest) }
}

describe('an object that a caller writes, by its type', () => {
  it('is found in most functions, and inside of others', () => {
    expect(new Set(places.map(({ name }) => name)).size).toBeGreaterThan(140)
    expect(new Set(places.map(({ type }) => type)).size).toBeGreaterThan(150)
    expect(places.filter(({ path }) => path.length > 0).length).toBeGreaterThan(60)
  })

  it.each([...new Set(places.map(({ type }) => type))])(
    '%s: a field that nobody reads is refused',
    (type) => {
      for (const { name, args, at, path } of places.filter((place) => place.type === type)) {
        const given = args.map((arg, index) => (index === at ? withField(arg, path) : arg))
        const call = (library as unknown as Record<string, Callable>)[name] as Callable
        expect(refusal(() => call(...given)).message, `${name} ${path.join('.')}`).toContain(
          'unread_9',
        )
      }
    },
  )
})
