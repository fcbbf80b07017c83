import { execFile, type SpawnOptions, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where what was installed for the engines is kept, so that a second run has it. */
const KEPT = process.env.SQL_ENGINES_DIR ?? join(homedir(), '.cache/customer-metrics-engines')

/** Whether this process may install packages of the system. */
export const isRoot = process.getuid?.() === 0

/** Runs a program to its end and returns what it wrote. */
export function call(
  program: string,
  args: readonly string[],
  options: {
    readonly env?: NodeJS.ProcessEnv
    readonly input?: string
    readonly cwd?: string
  } = {},
): Promise<string> {
  const { input, ...rest } = options
  return new Promise((done, fail) => {
    const child = execFile(
      program,
      args,
      { maxBuffer: 2 ** 28, encoding: 'utf8', ...rest },
      (error, out, err) => {
        if (error) fail(new Error(`${program} ${args[0]}: ${lastLine(err) ?? error.message}`))
        else done(out)
      },
    )
    child.stdin?.end(input)
  })
}

function lastLine(text: string): string | undefined {
  return text.trim().split('\n').at(-1) || undefined
}

/** A port that is free on this machine. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** A folder that is removed with everything in it. */
export function scratch(name: string): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), `customer-metrics-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A program that runs until it is stopped. */
export interface Running {
  readonly stop: () => Promise<void>
}

/** Starts a program, and waits until it answers. */
export async function start(
  program: string,
  args: readonly string[],
  answers: () => Promise<boolean>,
  options: SpawnOptions = {},
): Promise<Running> {
  const child = spawn(program, args, { stdio: 'ignore', ...options })
  const ended = new Promise<void>((done) => child.on('exit', () => done()))
  let isUp = true
  ended.then(() => {
    isUp = false
  })
  child.on('error', () => {
    isUp = false
  })
  const stop = async (): Promise<void> => {
    if (!isUp) return
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await ended
    clearTimeout(late)
  }
  for (let turn = 0; turn < 240 && isUp; turn++) {
    if (await answers()) return { stop }
    await new Promise((done) => setTimeout(done, 250))
  }
  await stop()
  throw new Error(`${program} does not answer`)
}

/** The first of these programs that is there. */
export function found(...paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path))
}

/** Installs packages of the system where that can be done. */
export async function installSystem(...packages: readonly string[]): Promise<void> {
  if (!isRoot || !found('/usr/bin/apt-get'))
    throw new Error(`not installed: ${packages.join(' ')} of the system's packages brings it`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = ['-qq', '-o', 'DPkg::Lock::Timeout=120']
  await call('apt-get', [...options, 'update'], { env })
  await call('apt-get', [...options, 'install', '-y', '--no-install-recommends', ...packages], {
    env,
  })
}

/** A Python with packages of its own, made where it is not there yet; returns its path. */
export async function installPython(name: string, requirement: string): Promise<string> {
  return installPackages(name, requirement.replace('==', '-'), [requirement])
}

/** The same with the packages of a list, all of which are to be there. */
export async function installPythonList(
  names: string,
  folder: string,
  list: string,
): Promise<string> {
  return installPackages(names, folder, ['-r', list])
}

async function installPackages(
  names: string,
  name: string,
  what: readonly string[],
): Promise<string> {
  const folder = join(KEPT, name)
  const python = join(folder, 'bin/python')
  try {
    await call(python, ['-c', `import ${names}`])
    return python
  } catch {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(KEPT, { recursive: true })
    await call('python3', ['-m', 'venv', folder])
    const options = ['install', '--quiet', '--disable-pip-version-check']
    await call(python, ['-m', 'pip', ...options, ...what])
    return python
  }
}

/** Drivers of npm that the tests of engines need and nothing else; returns their folder. */
export async function installDrivers(...packages: readonly string[]): Promise<string> {
  const folder = join(KEPT, packages.join('-').replaceAll('@', '-'))
  if (existsSync(join(folder, 'done'))) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const options = ['--no-audit', '--no-fund', '--no-save', '--no-package-lock', '--prefix', folder]
  await call('npm', ['install', ...options, ...packages])
  mkdirSync(join(folder, 'done'))
  return folder
}
