import { appendFileSync } from 'node:fs'
import { afterEach, beforeEach, expect } from 'vitest'
import { bound, type Recorded, recorded } from '../proof/recorded.js'
import { compared } from './published.js'

// What each test compares with published values stands on the page of proof. A test that compares
// another number of figures, or is further from them, makes that page untrue.
const place = process.env.PROOF_RECORD
const known = new Map(recorded().map((entry) => [entry.test, entry]))

beforeEach(() => {
  compared.cases.clear()
  compared.figures = 0
  compared.largest = 0
})

afterEach(({ task }) => {
  const title = `${task.file.name.replace(/^.*test\//, '')}: ${fullName(task)}`
  const cases = [...new Set([...idsOf(title), ...compared.cases])].sort()
  const isProof = compared.figures > 0 && cases.length > 0
  const within = bound(compared.largest)
  if (place) {
    const entry: Recorded = { test: title, cases, figures: compared.figures, within }
    if (isProof && task.result?.state !== 'fail')
      appendFileSync(place, `${JSON.stringify(entry)}\n`)
    return
  }
  const entry = known.get(title)
  if (!entry && !isProof) return
  const hint = `${title}: run npm run proof -- --published`
  expect(entry?.figures, hint).toBe(compared.figures)
  expect(within, hint).toBeLessThanOrEqual(entry?.within ?? 0)
})

function fullName(task: {
  name: string
  suite?: { name: string; suite?: unknown } | undefined
}): string {
  const suite = task.suite as { name: string; suite?: never } | undefined
  return suite?.name ? `${fullName(suite)} > ${task.name}` : task.name
}

function idsOf(text: string): string[] {
  return text.match(/P-[A-Z0-9]+(?:-[A-Z0-9]+)*-\d+/g) ?? []
}
