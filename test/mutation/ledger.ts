import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { areaOf, keyOf, type Mutant } from './sample.js'

/** What became of a mutant, as one line of the ledger keeps it between runs. */
export interface Outcome {
  readonly key: string
  readonly file: string
  readonly area: string
  readonly line: number
  readonly mutator: string
  /** The text that was replaced, and by what. */
  readonly original: string
  readonly replacement: string
  /** The lines about it: once they change, the outcome is one of another program. */
  readonly around: string
  readonly status: 'Killed' | 'Survived' | 'NoCoverage' | 'Timeout' | 'RuntimeError'
}

const LINES_AROUND = 2

const ledger = 'reports/mutation.jsonl'

/** The outcomes that still hold, by mutant. */
export interface Outcomes {
  /** When a mutant was asked for the first time: what the tests knew before they learnt from it. */
  readonly first: Map<string, Outcome>
  readonly last: Map<string, Outcome>
}

/** Reads the outcomes that still hold. */
export function outcomes(): Outcomes {
  const found: Outcomes = { first: new Map(), last: new Map() }
  if (!existsSync(ledger)) return found
  const sources = new Map<string, string>()
  for (const line of readFileSync(ledger, 'utf8').split('\n')) {
    if (line === '') continue
    const kept: Outcome = JSON.parse(line)
    if (!sources.has(kept.file)) sources.set(kept.file, sourceOf(kept.file))
    const outcome = placed(kept, sources.get(kept.file) as string)
    if (outcome === undefined) continue
    if (!found.first.has(outcome.key)) found.first.set(outcome.key, outcome)
    found.last.set(outcome.key, outcome)
  }
  return found
}

/**
 * An outcome at the line where its place is by now, the nearest one with the same lines about it; none
 * where these have changed. Lines that were written above it have moved it.
 */
export function placed(outcome: Outcome, source: string): Outcome | undefined {
  const { file, line, around, key } = outcome
  const before = Math.min(line - 1, LINES_AROUND)
  const lines = [...placesOf(`\n${around}\n`, `\n${source}\n`)].map((first) => first + before)
  if (lines.length === 0) return undefined
  const now = lines.reduce((best, next) =>
    Math.abs(next - line) < Math.abs(best - line) ? next : best,
  )
  const moved = (_: string, from: string, column: string, to: string): string =>
    ` ${Number(from) + now - line}:${column}-${Number(to) + now - line}:`
  const rest = key.slice(file.length).replace(/^ (\d+):(\d+)-(\d+):/, moved)
  return { ...outcome, key: file + rest, line: now }
}

/** The numbers of the lines on which a text begins. */
function* placesOf(text: string, all: string): Generator<number> {
  for (let at = all.indexOf(text); at >= 0; at = all.indexOf(text, at + 1))
    yield all.slice(0, at + 1).split('\n').length - 1
}

/** Whether a test noticed the change. */
export function isNoticed({ status }: Outcome): boolean {
  return status !== 'Survived' && status !== 'NoCoverage'
}

/** Adds an outcome to the ledger. */
export function keep(mutant: Mutant, status: Outcome['status']): void {
  const file = mutant.fileName.slice(mutant.fileName.lastIndexOf('src/'))
  const lines = sourceOf(file).split('\n')
  const { start, end } = mutant.location
  const within = lines.slice(start.line - 1, end.line).join('\n')
  const tail = (lines[end.line - 1] ?? '').length - (end.column - 1)
  const outcome: Outcome = {
    key: keyOf(mutant),
    file,
    area: areaOf(file),
    line: start.line,
    mutator: mutant.mutatorName,
    original: within.slice(start.column - 1, within.length - tail),
    replacement: mutant.replacement,
    around: lines
      .slice(Math.max(0, start.line - 1 - LINES_AROUND), end.line + LINES_AROUND)
      .join('\n'),
    status,
  }
  mkdirSync(dirname(ledger), { recursive: true })
  appendFileSync(ledger, `${JSON.stringify(outcome)}\n`)
}

function sourceOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
