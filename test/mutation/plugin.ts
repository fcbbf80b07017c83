import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNoticed, keep, type Outcome, outcomes } from './ledger.js'
import { drawn, keyOf, type Mutant } from './sample.js'

/**
 * Two plugins of Stryker's. The checker lets only the mutants of the sample pass, in the order of the
 * sample, and refuses the others as if they did not compile. The reporter writes each outcome down as it
 * comes, so that a run that is stopped has lost nothing.
 */
const { sample: size, seed, again } = JSON.parse(process.env.MUTATION_PLAN ?? '{"seed":1}')
/** JSON has no infinity: without a number all are taken. */
const plan = { sample: size ?? Number.POSITIVE_INFINITY, seed: seed as number }
const refused = 'not of the sample'

class SampleChecker {
  private wanted: ReadonlySet<string> = new Set()

  async init(): Promise<void> {}

  async group(mutants: readonly Mutant[]): Promise<string[][]> {
    const { last } = outcomes()
    const outcomeOf = (mutant: Mutant): Outcome | undefined => last.get(keyOf(mutant))
    const isUnnoticed = (outcome: Outcome | undefined): boolean => !!outcome && !isNoticed(outcome)
    const sample = again
      ? mutants.filter((mutant) => isUnnoticed(outcomeOf(mutant)))
      : drawn(mutants, plan).filter((mutant) => !outcomeOf(mutant))
    this.wanted = new Set(sample.map(({ id }) => id))
    const others = mutants.flatMap(({ id }) => (this.wanted.has(id) ? [] : [id]))
    appendFileSync(
      join(process.env.MUTATION_ROOT ?? '.', 'reports/mutation.log'),
      `${mutants.length} mutants, ${sample.length} to run\n`,
    )
    return [...(others.length > 0 ? [others] : []), ...sample.map(({ id }) => [id])]
  }

  async check(mutants: readonly Mutant[]): Promise<Record<string, object>> {
    return Object.fromEntries(
      mutants.map(({ id }) => [
        id,
        this.wanted.has(id) ? { status: 'passed' } : { status: 'compileError', reason: refused },
      ]),
    )
  }
}

class LedgerReporter {
  onMutantTested(mutant: Mutant & { readonly status: string }): void {
    if (mutant.status === 'CompileError' || mutant.status === 'Ignored') return
    keep(mutant, mutant.status as Outcome['status'])
  }
}

export const strykerPlugins: readonly object[] = [
  { kind: 'Checker', name: 'sample', injectableClass: SampleChecker },
  { kind: 'Reporter', name: 'ledger', injectableClass: LedgerReporter },
]
