import { inputError } from '../../../src/tool/inputError.js'
import { isPacked } from '../../../src/tool/read/signs.js'

/**
 * What `src/tool/read/bytes.ts` is for files on a disk, for files that a visitor has dropped. The bundle
 * of the demo takes this one instead; all that reads and reports is the command's own.
 */
export interface Source {
  /** The name that the file has on the visitor's machine. */
  readonly name: string
  readonly file: File
  readonly size: number
  readonly isPacked: boolean
}

const dropped = new Map<string, File>()

/** Keeps a file under its name, so that it can be named to the reading. */
export function drop(file: File): void {
  dropped.set(file.name, file)
}

/** The files that a name stands for: itself. */
export function filesOf(name: string): string[] {
  return [name]
}

/** Makes a source of a dropped file. */
export async function withSource<T>(name: string, use: (source: Source) => Promise<T>): Promise<T> {
  const file = dropped.get(name)
  if (!file) throw inputError(`${name}: there is no such file`)
  const start = new Uint8Array(await file.slice(0, 8).arrayBuffer())
  return use({ name, file, size: file.size, isPacked: isPacked(name, start) })
}

/** The bytes of a source, unpacked; `watch` hears how much of the file has been read. */
export async function* bytesOf(
  source: Source,
  watch: (share: number) => void = () => undefined,
): AsyncGenerator<Uint8Array> {
  let read = 0
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (chunk, controller) => {
      read += chunk.length
      watch(read / Math.max(1, source.size))
      controller.enqueue(chunk)
    },
  })
  const counted = source.file.stream().pipeThrough(counting)
  const reader = (
    source.isPacked ? counted.pipeThrough(new DecompressionStream('gzip')) : counted
  ).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch (error) {
    if (source.isPacked && error instanceof TypeError)
      throw inputError(`${source.name}: the gzip file is cut off or damaged`)
    throw error
  } finally {
    await reader.cancel()
  }
}
