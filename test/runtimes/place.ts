import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a process said, and whether it ended well. */
interface Ended {
  readonly good: boolean
  readonly out: string
  readonly err: string
}

/** A stranger's folder: the packed tarball, installed as anybody would, and nothing else of ours. */
export interface Place {
  readonly path: string
  readonly write: (name: string, text: string) => string
  readonly run: (program: string, args: readonly string[]) => Ended
  /** Installs packages; false where they cannot be had. */
  readonly install: (packages: readonly string[]) => boolean
}

/** Packs the library. */
export function pack(): string {
  const folder = mkdtempSync(join(tmpdir(), 'customer-metrics-'))
  const said = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
  })
  return join(folder, said.trim().split('\n').at(-1) as string)
}

/** Makes a folder in which the tarball is installed. */
export function makePlace(tarball: string): Place {
  const path = mkdtempSync(join(tmpdir(), 'customer-metrics-'))
  const write = (name: string, text: string): string => {
    const file = join(path, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    return file
  }
  const run = (program: string, args: readonly string[]): Ended => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: path,
      encoding: 'utf8',
      timeout: 300_000,
      maxBuffer: 1 << 28,
    })
    return { good: status === 0, out: stdout ?? '', err: stderr ?? '' }
  }
  const install = (packages: readonly string[]): boolean =>
    run('npm', ['install', '--no-audit', '--no-fund', '--silent', ...packages]).good
  write('package.json', '{ "type": "module", "private": true }')
  if (!install([tarball])) throw new Error('the tarball does not install')
  return { path, write, run, install }
}

/** A file of this folder. */
export function own(name: string): string {
  return readFileSync(join(root, 'test/runtimes', name), 'utf8')
}
