import { checkObject, checkSome, type Path } from './guard.js'

/** What a segment is before and after; `null` where it has no answers. */
export interface Segment {
  readonly name: string
  readonly before: Part | null
  readonly after: Part | null
}

/** A value and the share of all answers that it is of. */
interface Part {
  readonly value: number
  readonly share: number
}

/** A segment's part of a change. */
export interface Contribution {
  readonly name: string
  readonly mix: number
  readonly own: number
}

/**
 * A change of a mean, by segment: what comes of other shares, and what of other values. Each effect is
 * taken at the average of before and after, so that nothing is left over (Kitagawa 1955). A share is
 * worth how far its segment is from the whole; a segment that is new or gone changes the mix only.
 */
export function contributions(segments: readonly Segment[]): Contribution[] {
  const total = (side: 'before' | 'after'): number =>
    segments.reduce(
      (sum, segment) => sum + (segment[side]?.value ?? 0) * (segment[side]?.share ?? 0),
      0,
    )
  const whole = (total('before') + total('after')) / 2
  return segments.map(({ name, before, after }) => {
    // A segment has answers at one time at least.
    const { value } = (before ?? after) as Part
    const from = before ?? { value, share: 0 }
    const to = after ?? { value, share: 0 }
    return {
      name,
      mix: (to.share - from.share) * ((from.value + to.value) / 2 - whole) + 0,
      own: ((from.share + to.share) / 2) * (to.value - from.value) + 0,
    }
  })
}

/** A segment's answers as they are read. */
export interface Measured {
  readonly value: number
  readonly weight: number
  readonly responses: number
}

/** All answers of one time. */
export interface Whole {
  readonly value: number
  readonly responses: number
}

/** Segments of two times, joined by name in the order in which they come up. */
export function joinSegments(
  metric: string,
  input: unknown,
  read: (path: Path, data: unknown) => Measured,
): { readonly segments: readonly Segment[]; readonly before: Whole; readonly after: Whole } {
  const given = checkObject<{ before: unknown; after: unknown }>(metric, ['segments'], input)
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
  const part = (measured: Measured | undefined, all: Measured): Part | null =>
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
