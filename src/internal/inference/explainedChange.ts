import { checkObject, checkSome, type Fields, type Path, readFields } from '../guard.js'

/** What a segment is before and after; `null` where nobody is in it. */
interface Segment {
  readonly name: string
  readonly before: SegmentPart | null
  readonly after: SegmentPart | null
}

/** A value and the share of all answers, or customers, that it is of. */
interface SegmentPart {
  readonly value: number
  readonly share: number
}

/** A segment's answers or customers as they are read: their mean, weight and number. */
export interface Measured {
  readonly value: number
  readonly weight: number
  readonly responses: number
}

/** All answers of one time. */
interface Totals {
  readonly value: number
  readonly responses: number
}

/** Answers by segment, at two times. */
interface Sides {
  readonly before: unknown
  readonly after: unknown
}

/** The fields that are read; another one is refused. */
const SIDES: Fields<Sides> = { before: 1, after: 1 }

/** Segments of two times, joined by name in the order in which they come up. */
function joinSegments(
  metric: string,
  input: unknown,
  read: (path: Path, data: unknown) => Measured,
): {
  readonly segments: readonly Segment[]
  readonly before: Totals
  readonly after: Totals
} {
  const given = readFields<Sides>(metric, ['segments'], input, SIDES, [])
  const side = (name: 'before' | 'after'): Map<string, Measured> => {
    const entries = Object.entries(checkObject(metric, [name], given[name]))
    checkSome(metric, [name], given[name], entries.length, 'segment')
    return new Map(entries.map(([segment, data]) => [segment, read([name, segment], data)]))
  }
  const [before, after] = [side('before'), side('after')]
  const totals = [before, after].map((sides) => {
    const all = { value: 0, weight: 0, responses: 0 }
    for (const { value, weight, responses } of sides.values()) {
      all.value += value * weight
      all.weight += weight
      all.responses += responses
    }
    return { ...all, value: all.value / all.weight }
  }) as [Measured, Measured]
  const part = (measured: Measured | undefined, all: Measured): SegmentPart | null =>
    measured ? { value: measured.value, share: measured.weight / all.weight } : null
  const names = new Set([...before.keys(), ...after.keys()])
  return {
    segments: [...names].map((name) => ({
      name,
      before: part(before.get(name), totals[0]),
      after: part(after.get(name), totals[1]),
    })),
    before: { value: totals[0].value + 0, responses: totals[0].responses },
    after: { value: totals[1].value + 0, responses: totals[1].responses },
  }
}

/** A change of a mean, by segment: what comes of other shares, and what of other values. */
export interface Explained {
  readonly change: number
  readonly mixEffect: number
  readonly ownEffect: number
  readonly before: number
  readonly after: number
  readonly responsesBefore: number
  readonly responsesAfter: number
  readonly segments: readonly {
    readonly name: string
    readonly mixEffect: number
    readonly ownEffect: number
    readonly before: number | null
    readonly after: number | null
    readonly shareBefore: number
    readonly shareAfter: number
  }[]
}

/**
 * Explains a change of a mean. Each effect is taken at the average of before and after, so that nothing
 * is left over (Kitagawa 1955). A share is worth how far its segment is from the whole; a segment that is
 * new or gone changes the mix only. `range` is how far two values can be apart.
 */
export function explainChange(
  metric: string,
  input: unknown,
  read: (path: Path, data: unknown) => Measured,
  range: () => number,
): Explained {
  const { segments, before, after } = joinSegments(metric, input, read)
  const whole = (before.value + after.value) / 2
  const effects = segments.flatMap((segment) => {
    // A segment has answers at one time at least.
    const { value } = (segment.before ?? segment.after) as SegmentPart
    const from = segment.before ?? { value, share: 0 }
    const to = segment.after ?? { value, share: 0 }
    return [
      (to.share - from.share) * ((from.value + to.value) / 2 - whole),
      ((from.share + to.share) / 2) * (to.value - from.value),
    ]
  })
  const exact = addUp(effects, after.value - before.value, range())
  const total = (of: 0 | 1): number =>
    exact.parts.reduce((sum, part, index) => (index % 2 === of ? sum + part : sum), 0)
  return {
    change: exact.total,
    mixEffect: total(0),
    ownEffect: total(1),
    before: before.value,
    after: after.value,
    responsesBefore: before.responses,
    responsesAfter: after.responses,
    segments: segments.map((segment, index) => ({
      name: segment.name,
      mixEffect: exact.parts[2 * index] as number,
      ownEffect: exact.parts[2 * index + 1] as number,
      before: segment.before?.value ?? null,
      after: segment.after?.value ?? null,
      shareBefore: segment.before?.share ?? 0,
      shareAfter: segment.after?.share ?? 0,
    })),
  }
}

/**
 * Parts and their total in steps so small that only the last digit is rounded, and so large that sums of
 * them are exact in any order. What rounding leaves over goes to the largest part.
 */
function addUp(
  parts: readonly number[],
  total: number,
  range: number,
): { readonly parts: readonly number[]; readonly total: number } {
  // Mix effects add up to 2 ranges at most, without their signs, and the others to 1.
  const step = 2 ** (Math.ceil(Math.log2(4 * range)) - 53)
  const inSteps = (value: number): number => Math.round(value / step) * step + 0
  const rounded = parts.map(inSteps)
  const left = rounded.reduce((sum, part) => sum - part, inSteps(total))
  const largest = rounded.reduce(
    (best, part, index) => (Math.abs(part) > Math.abs(rounded[best] as number) ? index : best),
    0,
  )
  return {
    parts: rounded.map((part, index) => (index === largest ? part + left : part) + 0),
    total: inSteps(total),
  }
}
