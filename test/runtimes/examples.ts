import { cpSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.js'

/** Those that run, and those that need a package of an engine. */
export interface Examples {
  readonly run: readonly string[]
  readonly fail: readonly string[]
}

/** Copies the examples of the package beside it and runs each with Node alone, which reads types since 22.18. */
export function runExamples(place: Place, node: string): Examples {
  const folder = join(place.path, 'examples')
  cpSync(join(place.path, 'node_modules/customer-metrics/examples'), folder, { recursive: true })
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const run: string[] = []
  const fail: string[] = []
  for (const name of names) (place.run(node, [join('examples', name)]).good ? run : fail).push(name)
  return { run, fail }
}
