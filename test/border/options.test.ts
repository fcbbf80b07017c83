import * as library from 'customer-metrics'
import { describe, expect, it } from 'vitest'
import { refusal } from '../support/refusal.js'
import { samples } from '../support/samples/index.js'

type Callable = (...args: unknown[]) => unknown
type Fields = Readonly<Record<string, unknown>>

const functions = library as unknown as Readonly<Record<string, Callable>>

/** Fields of options that hold data: rows, rates by currency, and results of another function. */
const DATA = [
  'answers',
  'bootstrap',
  'closing',
  'entries',
  'fitted',
  'holdout',
  'opening',
  'population',
]

/** Functions whose last argument may be a customer, rows or covariates, not options. */
const WITHOUT_OPTIONS = [
  'modelWithCovariates',
  'spendModelWithCovariates',
  'logLikelihood',
  'retentionLogLikelihood',
]

/** What stands before the options of a function whose second argument is not its options. */
const SECOND: Readonly<Record<string, number>> = { holdoutTable: 3 }

function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && value.constructor === Object
}

/** Options are the last of two arguments or three; a prediction's customer stands before them. */
function optionsOf(name: string, args: readonly unknown[]): Fields | undefined {
  const last = args.at(-1)
  const isCustomer = isPlain(last) && 'frequency' in last
  if (args.length < (SECOND[name] ?? 2) || WITHOUT_OPTIONS.includes(name) || isCustomer)
    return undefined
  return isPlain(last) ? last : undefined
}

const calls = Object.entries(samples as Readonly<Record<string, readonly unknown[][]>>).flatMap(
  ([name, all]) =>
    all.flatMap((args, index) => {
      const options = optionsOf(name, args)
      return options ? [{ title: `${name}, sample ${index}`, name, args, options }] : []
    }),
)

/** The places of plain objects within options, data left out. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (!isPlain(value)) return []
  return [
    path,
    ...Object.entries(value).flatMap(([key, part]) =>
      DATA.includes(key) ? [] : places(part, [...path, key]),
    ),
  ]
}

function withField(value: Fields, [key, ...rest]: readonly string[], field: string): Fields {
  if (key === undefined) return { ...value, [field]: 1 }
  return { ...value, [key]: withField(value[key] as Fields, rest, field) }
}

function call(name: string, args: readonly unknown[], options: unknown): () => unknown {
  return () => (functions[name] as Callable)(...args.slice(0, -1), options)
}

describe('options of every function', () => {
  it('are in the samples of most functions', () => {
    expect(new Set(calls.map(({ name }) => name)).size).toBeGreaterThan(80)
  })

  it.each(calls)('$title: a field that nobody reads is refused where it stands', (sample) => {
    const { name, args, options } = sample
    for (const place of places(options)) {
      const { path, message } = refusal(call(name, args, withField(options, place, 'unread_9')))
      expect(path).toEqual([...place, 'unread_9'])
      // Where the name itself is what is wrong, such as a day of the week, it is what was received.
      expect(message).toMatch(/unread_9 is (1|"unread_9"), not /)
    }
  })

  it.each(calls)('$title: a misspelt option is refused with the right name', (sample) => {
    const { name, args, options } = sample
    for (const field of Object.keys(options).filter(({ length }) => length > 3)) {
      const { [field]: value, ...rest } = options
      const { message } = refusal(call(name, args, { ...rest, [`${field}x`]: value }))
      expect(message).toMatch(
        new RegExp(`${field}x is .*did you mean ${field}|write .*\\b${field}\\b`),
      )
    }
  })

  it.each(calls)(
    '$title: several required options that are missing are named at once',
    (sample) => {
      const { name, args, options } = sample
      const required = Object.keys(options).filter((field) => {
        const { [field]: _, ...rest } = options
        try {
          call(name, args, rest)()
          return false
        } catch (error) {
          return `${(error as Error).message}`.startsWith(`${name}: ${field} is undefined`)
        }
      })
      const left = Object.keys(options).filter((field) => !required.includes(field))
      if (required.length < 2) return
      const rest = Object.fromEntries(left.map((field) => [field, options[field]]))
      const { message } = refusal(call(name, args, rest))
      // What only a choice or the data require is asked for after it.
      const always =
        /write object \{ (.*) \}/.exec(message)?.[1]?.split(', ') ?? required.slice(0, 1)
      expect(always.every((field) => required.includes(field))).toBe(true)
    },
  )
})
