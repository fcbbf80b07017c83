import * as library from 'customer-metrics'
import { MetricError } from 'customer-metrics'

/** Where a value stands in the arguments of a call: the first step is the index of the argument. */
export type Place = readonly (string | number)[]

export type Callable = (...args: unknown[]) => unknown

/** Every public function. */
export const functions: readonly (readonly [name: string, call: Callable])[] = Object.entries(
  library as Record<string, unknown>,
).filter(
  (entry): entry is [string, Callable] =>
    typeof entry[1] === 'function' && !/^[A-Z]/.test(entry[0]),
)

/** What comes back is what the caller brought in: rows of a period or group, answers that are kept. */
export const OF_THE_CALLER: readonly string[] = [
  'byGroup',
  'byPeriod',
  'latestAnswers',
  'mapGroups',
]

/** Every place inside the arguments of a call, down to single fields. */
export function places(value: unknown, path: Place = []): Place[] {
  const here = path.length > 0 ? [path] : []
  const isPlain =
    Array.isArray(value) || (typeof value === 'object' && value?.constructor === Object)
  if (!isPlain) return here
  return [
    ...here,
    ...Object.entries(value as object).flatMap(([key, part]) =>
      places(part, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

/** The same of lists by their first two items, of which the others are like one. */
export function fewPlaces(args: readonly unknown[]): Place[] {
  const isEarly = (step: string | number): boolean => typeof step === 'string' || step < 2
  return places(args).filter((place) => place.slice(1).every(isEarly))
}

/** What stands at a place. */
export function valueAt(value: unknown, place: Place): unknown {
  return place.reduce((part, key) => (part as Record<string | number, unknown>)[key], value)
}

/** A copy of a value in which one place holds something else. */
export function withAt(value: unknown, [key, ...rest]: Place, put: unknown): unknown {
  if (key === undefined) return put
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) }
  const target = copy as Record<string | number, unknown>
  target[key] = withAt(target[key], rest, put)
  return copy
}

/** A copy of a value in which each of some places holds what is made of what it held. */
export function mapPlaces(
  value: unknown,
  some: readonly Place[],
  make: (held: unknown, place: Place) => unknown,
): unknown {
  return some.reduce(
    (copy, place) => withAt(copy, place, make(valueAt(value, place), place)),
    value,
  )
}

/** How a call ends: with its result, or with its refusal. */
export function outcome(
  call: Callable,
  args: unknown,
): { readonly result: unknown } | { readonly error: MetricError } {
  try {
    return { result: call(...(args as unknown[])) }
  } catch (error) {
    if (error instanceof MetricError) return { error }
    throw error
  }
}

/** What a call is refused with, or `undefined` where it is not. */
export function refusalOf(call: Callable, args: unknown): MetricError | undefined {
  const ended = outcome(call, args)
  return 'error' in ended ? ended.error : undefined
}

/** Whether a refusal is of what stands at a place: its last steps are the path's. */
export function isAbout(error: MetricError | undefined, place: Place): boolean {
  const [field, index] = place.slice(1).slice(-2).reverse()
  const path = error?.path ?? []
  return path.at(-1) === field && (typeof index !== 'number' || path.at(-2) === index)
}
