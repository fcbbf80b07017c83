import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInstrumenter } from '@stryker-mutator/instrumenter'
import { transformSync } from 'esbuild'
import { entry } from '../../tsup.config.js'
import type { Mutant } from './sample.js'

/** Where the changed sources are, as JavaScript. */
const CHANGED = 'reports/mutation/src'

/** The file of the changed sources that belongs to one of `src`. */
export function changedFile(file: string): string {
  return join(CHANGED, file.slice('src/'.length)).replace(/\.ts$/, '.js')
}

/**
 * Translates all of `src`, with every change of the given files in it: which one is active is said by a
 * variable while the tests run. The changes are Stryker's.
 */
export async function instrument(files: ReadonlySet<string>): Promise<Mutant[]> {
  rmSync(CHANGED, { recursive: true, force: true })
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name}`)
  const read = (name: string): string => readFileSync(name, 'utf8')
  const changed = await instrumenter().instrument(
    sources
      .filter((name) => files.has(name))
      .map((name) => ({ name, mutate: true, content: read(name) })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  )
  const code = new Map(changed.files.map(({ name, content }) => [name, content]))
  for (const name of sources) {
    const to = changedFile(name)
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, translated(code.get(name) ?? read(name)))
  }
  // Lines and columns of editors begin with 1.
  const place = ({ line, column }: Place): Place => ({ line: line + 1, column: column + 1 })
  return changed.mutants.map(({ id, fileName, mutatorName, replacement, location }) => ({
    id,
    fileName,
    mutatorName,
    replacement: replacement ?? '',
    location: { start: place(location.start), end: place(location.end) },
  }))
}

type Place = Mutant['location']['start']

/** The instrumenter asks for what it needs by name, of which it uses the logger alone. */
function instrumenter(): ReturnType<typeof createInstrumenter> {
  const logger = { debug() {}, info() {}, isDebugEnabled: () => false, isInfoEnabled: () => false }
  const known: Record<string, unknown> = { logger }
  const injector = {
    provideValue(name: string, value: unknown) {
      known[name] = value
      return injector
    },
    injectClass<T>(made: { new (...needs: never[]): T; readonly inject: readonly string[] }): T {
      return new made(...(made.inject.map((name) => known[name]) as never[]))
    },
  }
  return createInstrumenter(injector as never)
}

/** How the instrumented code counts. */
const COUNTING = 'c[a[i]] = (c[a[i]] || 0) + 1'

function translated(source: string): string {
  const code = source
    // A test that comes by one place a million times, which is counted, takes too long to be asked.
    .replace(
      `${COUNTING};`,
      `if ((${COUNTING}) > 1e6 && c !== cov.static) throw new Error('too long');`,
    )
    // The instrumenter loses the brackets of `(count as number)++`, which nobody can read after that.
    .replace(/ as number(?=\+\+|--)/g, '')
    // The command takes the library by its name.
    .replace(/(?<=(?:from|import\() ?)(['"])customer-metrics(?:\/(\w+))?\1/g, (_, __, name) =>
      JSON.stringify(join(process.cwd(), changedFile(entry[name ?? 'index'] as string))),
    )
  return transformSync(code, { loader: 'ts', format: 'esm', target: 'node20' }).code
}
