import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { own, type Place } from './place.js'

/** What a compiler says of the types of the package, checked with `skipLibCheck: false`. */
export interface Compiled {
  readonly version: string
  readonly withDom: string
  readonly withoutDom: string
}

export const COMPILERS = ['5.4', '5.5', '5.6', '5.7', '5.8', '5.9', '6.0', '7.0']

/** Compiles a program that imports everything; nothing where the compiler cannot be had. */
export function compile(place: Place, wanted: string): Compiled | undefined {
  const name = `typescript-${wanted}`
  if (!place.install([`${name}@npm:typescript@${wanted}`])) return undefined
  const folder = join(place.path, 'node_modules', name)
  const { version, bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  place.write('program.mts', own('program.mjs').replace(/^/, '// @ts-nocheck\n') + IMPORTS)
  const check = (lib: readonly string[]): string => {
    place.write(
      'tsconfig.json',
      JSON.stringify({
        compilerOptions: {
          ...{ target: 'es2022', module: 'nodenext', moduleResolution: 'nodenext', lib, types: [] },
          ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
        },
        files: ['program.mts'],
      }),
    )
    const { good, out } = place.run(process.execPath, [join(folder, bin.tsc), '-p', place.path])
    if (good) return 'good'
    const files = out.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)
    const packages = [...files].map(([, file = '']) =>
      file.replace(/^.*node_modules\/((?:@[^/]+\/)?[^/]+).*$/, '$1'),
    )
    return `${packages.length} errors, in ${[...new Set(packages)].join(', ') || out.slice(0, 200)}`
  }
  return { version, withDom: check(['es2022', 'dom']), withoutDom: check(['es2022']) }
}

const IMPORTS = `
export type All = [
  typeof import('customer-metrics'),
  typeof import('customer-metrics/charts'),
  typeof import('customer-metrics/schemas'),
  typeof import('customer-metrics/sql'),
]
`
