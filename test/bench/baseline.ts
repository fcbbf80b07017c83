import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The last commit of 0.1.0: what came after is compared with it. */
export const RELEASE_0_1_0 = '5493ab9163bd2f5482e02b6dd3f08131840a12e6'

/** A release as a program sees it. A function that came later is typed and is not there. */
export type Release = typeof import('customer-metrics')

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Where the package of a commit is built. */
export function folderAt(commit: string): string {
  return join(tmpdir(), `customer-metrics-at-${commit}`)
}

/**
 * The package as it was at a commit, built from the history into the folder for temporary files, once
 * for all runs. Its dependencies are those that are installed now, so that a difference in time is one
 * of the library. Where the history does not reach that far there is a notice, and no package.
 */
export async function releaseAt(commit: string): Promise<Release | undefined> {
  const folder = folderAt(commit)
  if (!existsSync(folder)) {
    const isKnown = spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: root })
    if (isKnown.status !== 0) {
      console.log(`without ${commit.slice(0, 12)}: it is not in the history of this copy`)
      return undefined
    }
    build(commit, folder)
  }
  // The copy that built it may have moved since, and its dependencies with it.
  const dependencies = join(folder, 'node_modules')
  if (!existsSync(dependencies)) {
    rmSync(dependencies, { force: true })
    symlinkSync(join(root, 'node_modules'), dependencies)
  }
  return import(pathToFileURL(join(folder, 'dist', 'index.js')).href)
}

/**
 * The package of the sources as they stand, built like a release. Sources that are run as they are
 * have helpers in them that a build has not, and are slower by up to a factor of two.
 */
export async function releaseNow(): Promise<Release> {
  return import(pathToFileURL(join(folderNow(), 'dist', 'index.js')).href)
}

let built: string | undefined

/** Where the package of the sources as they stand is built, once a process, and removed after it. */
export function folderNow(): string {
  if (built) return built
  const folder = mkdtempSync(join(tmpdir(), 'customer-metrics-now-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  // Says that these are ES modules; taken for anything else they are rewritten, and slower.
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'))
  bundle(root, join(folder, 'dist'))
  built = folder
  return folder
}

/** Built beside its place and moved there when done: a build that was interrupted is not used. */
function build(commit: string, folder: string): void {
  const draft = mkdtempSync(`${folder}-`)
  try {
    const archive = join(draft, 'source.tar')
    execFileSync('git', ['archive', '--output', archive, commit], { cwd: root })
    execFileSync('tar', ['-xf', archive, '-C', draft])
    symlinkSync(join(root, 'node_modules'), join(draft, 'node_modules'))
    bundle(draft, join(draft, 'dist'))
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

function bundle(source: string, to: string): void {
  const tsup = join(root, 'node_modules', 'tsup', 'dist', 'cli-default.js')
  const args = ['--no-dts', '--format', 'esm', '--silent', '--out-dir', to]
  execFileSync(process.execPath, [tsup, ...args], {
    cwd: source,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}
