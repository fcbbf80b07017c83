import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** A number of the literature or of a peer, with where it comes from and how far it can be trusted. */
export interface Published {
  readonly id: string
  readonly metric: string
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from case to case
  readonly input: any
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from case to case
  readonly params: any
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs from case to case
  readonly expected: any
  readonly tolerance: Tolerance & Readonly<Record<string, Tolerance | number>>
  readonly source: string
}

/** Near enough by its relative or its absolute distance; either suffices. */
export interface Tolerance {
  readonly rel?: number
  readonly abs?: number
}

/** The published figures that the test that runs has compared, and the cases that it has read. */
export const compared: { cases: Set<string>; figures: number; largest: number } = {
  cases: new Set(),
  figures: 0,
  largest: 0,
}

/** The cases of an area. */
export function published(area: string): Published[] {
  const file = new URL(`../published/${area}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** One case by its id. */
export function publishedCase(area: string, id: string): Published {
  const found = published(area).find((each) => each.id === id)
  if (!found) throw new Error(`no case ${id} in ${area}`)
  compared.cases.add(id)
  return found
}

/** Asserts that numbers, or lists of them, are as near as the case allows. */
export function expectNear(
  actual: unknown,
  expected: unknown,
  tolerance: Tolerance,
  at = '',
): void {
  if (Array.isArray(expected)) {
    const list = actual as readonly unknown[]
    expect(list.length, at).toBe(expected.length)
    expected.forEach((value, index) => {
      expectNear(list[index], value, tolerance, `${at}[${index}]`)
    })
  } else if (typeof expected === 'number') {
    const { rel = 0, abs = 0 } = tolerance
    const room = Math.max(rel * Math.abs(expected), abs)
    const distance = Math.abs((actual as number) - expected)
    compared.figures++
    compared.largest = Math.max(
      compared.largest,
      expected === 0 ? distance : distance / Math.abs(expected),
    )
    expect(distance, `${at}: ${actual} is not ${expected} ± ${room}`).toBeLessThanOrEqual(room)
  } else expect(actual, at).toEqual(expected)
}
