import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { inputError } from '../inputError.js'
import { isPacked } from './signs.js'

/** A file that can be read from its beginning more than once. */
export interface Source {
  /** The name that it was given by. */
  readonly name: string
  /** Where its bytes are. */
  readonly path: string
  readonly size: number
  /** Whether the bytes are packed by gzip. */
  readonly isPacked: boolean
}

const TABLES = /\.(csv|tsv|tab|txt|jsonl|ndjson)(\.gz)?$/i

/** The files that a name stands for: itself, or the tables of a folder in the order of their names. */
export function filesOf(name: string): string[] {
  const found = statSync(name, { throwIfNoEntry: false })
  if (!found) throw inputError(`${name}: there is no such file`)
  if (!found.isDirectory()) return [name]
  const names = readdirSync(name).filter((file) => TABLES.test(file))
  if (names.length === 0)
    throw inputError(
      `${name}: the folder has no .csv, .tsv, .txt or .jsonl, also .gz, and no .parquet`,
    )
  return names.sort().map((file) => join(name, file))
}

const PARQUET = /\.(parquet|parq)$/i

/** The files of Parquet that a name stands for, also in folders of a folder; nothing where it has none. */
export function parquetOf(name: string): string[] | undefined {
  const found = statSync(name, { throwIfNoEntry: false })
  if (found?.isFile()) return isParquet(name) ? [name] : undefined
  if (!found?.isDirectory()) return undefined
  const names = readdirSync(name, { recursive: true, encoding: 'utf8' })
  const parquet = names.filter((file) => PARQUET.test(file)).sort()
  if (parquet.length === 0) return undefined
  const table = names.find((file) => TABLES.test(file))
  if (table !== undefined)
    throw inputError(`${name}: the folder has Parquet, and ${table} beside it; name one of them`)
  return parquet.map((file) => join(name, file))
}

/** Whether a file begins as Parquet does. */
function isParquet(name: string): boolean {
  const file = openSync(name, 'r')
  const start = Buffer.alloc(4)
  readSync(file, start, 0, 4, 0)
  closeSync(file)
  return start.toString('latin1') === 'PAR1'
}

/** Makes a source of a file; what comes through a pipe is kept beside until `use` is done with it. */
export async function withSource<T>(name: string, use: (source: Source) => Promise<T>): Promise<T> {
  const found = statSync(name)
  if (found.isFile()) return use(await sourceOf(name, name, found.size))
  const folder = mkdtempSync(join(tmpdir(), 'customer-metrics-'))
  try {
    const path = join(folder, 'input')
    // What is piped in may be a socket, which cannot be opened by its name.
    const input = name === '/dev/stdin' ? process.stdin : createReadStream(name)
    await pipeline(input, createWriteStream(path))
    return await use(await sourceOf(name, path, statSync(path).size))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sourceOf(name: string, path: string, size: number): Promise<Source> {
  const handle = await open(path)
  const start = Buffer.alloc(8)
  await handle.read(start, 0, 8, 0)
  await handle.close()
  return { name, path, size, isPacked: isPacked(name, start) }
}

/** The bytes of a source, unpacked; `watch` hears how much of the file has been read. */
export async function* bytesOf(
  source: Source,
  watch: (share: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(source.path, { highWaterMark: 1 << 18 })
  const bytes = source.isPacked ? file.pipe(createGunzip()) : file
  file.on('error', (error) => bytes.destroy(error))
  try {
    for await (const chunk of bytes as AsyncIterable<Uint8Array>) {
      watch(file.bytesRead / Math.max(1, source.size))
      yield chunk
    }
  } catch (error) {
    if (source.isPacked && /^Z_/.test(String((error as NodeJS.ErrnoException).code)))
      throw inputError(`${source.name}: the gzip file is cut off or damaged`)
    throw error
  } finally {
    file.destroy()
  }
}
