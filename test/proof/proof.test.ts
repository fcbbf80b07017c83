import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { agreements, distance } from './agreement.js'
import { functionsByArea, proofPage } from './page.js'
import { bound, recorded } from './recorded.js'
import { uncompared, uncomparedAreas } from './uncompared.js'

const FITS = ['fitBgBb', 'fitBgNbd', 'fitGammaGamma', 'fitMbgNbd', 'fitParetoNbd']

describe('the page of proof', () => {
  it('says what a run gives: npm run proof', () => {
    const page = readFileSync(new URL('../../docs/proof.md', import.meta.url), 'utf8')
    expect(page).toBe(proofPage())
  })

  it('names each public function once, as compared or with the reason why not', () => {
    const compared = new Set(agreements().map((each) => each.function))
    const others = uncompared.flatMap(([, names]) => names)
    const wanted = [...functionsByArea()].flatMap(([area, names]) =>
      area in uncomparedAreas ? [] : names,
    )
    const excused = functionsByArea()
    const ofAreas = Object.keys(uncomparedAreas).flatMap((area) => excused.get(area) ?? [])
    const named = [...compared, ...others].filter((name) => !ofAreas.includes(name))
    expect(named.sort()).toEqual([...wanted].sort())
  })

  it('rests on at least a thousand figures of peers', () => {
    expect(agreements().reduce((sum, { figures }) => sum + figures, 0)).toBeGreaterThan(1000)
  })
})

describe('figures of peers', () => {
  it('agree to twelve digits, fits apart', () => {
    const apart = agreements().filter(
      (each) => !(each.largest <= 1e-12) && !FITS.includes(each.function),
    )
    expect(apart).toEqual([])
  })

  it('of fits agree as far as the peer’s search went', () => {
    const fits = agreements().filter((each) => FITS.includes(each.function))
    for (const { function: name, what, largest } of fits)
      expect(largest, `${name}, ${what}`).toBeLessThan(what.startsWith('log') ? 1e-12 : 1e-6)
  })

  it('are apart by a share of the figure, and by all of it where one is missing', () => {
    expect(distance(101, 100)).toBeCloseTo(0.01, 12)
    expect(distance(1e-17, 0)).toBe(1e-17)
    expect(distance(null, 3)).toBe(Number.POSITIVE_INFINITY)
    expect(distance(null, null)).toBe(0)
  })
})

describe('published values', () => {
  it('are bounded by powers of ten', () => {
    expect([0, 1e-13, 3e-7, 1e-6, 0.2].map(bound)).toEqual([1e-12, 1e-12, 1e-6, 1e-6, 1])
  })

  it('stand there by test, each once', () => {
    const tests = recorded().map(({ test }) => test)
    expect(new Set(tests).size).toBe(tests.length)
    expect(tests.length).toBeGreaterThan(100)
  })
})
