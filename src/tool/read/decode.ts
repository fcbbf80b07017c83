import { inputError } from '../inputError.js'
import { bytesOf, type Source } from './bytes.js'

/** The global one, which browsers have too. */
type Decoder = InstanceType<typeof TextDecoder>

/** The decoder of a name, or a sentence about it. */
function decoderOf(encoding: string): Decoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw inputError(
      `--encoding is "${encoding}", not an encoding such as utf-8, windows-1252, windows-1256 or shift_jis`,
    )
  }
}

/** Refuses an encoding that there is not, before any file is read. */
export function checkEncoding(encoding: string): void {
  decoderOf(encoding)
}

/** What the first bytes say of the encoding: a mark of the byte order, or nothing. */
function markedEncoding(start: Uint8Array): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return undefined
}

/** The text of a source. A byte that is no text is refused, and its line named. */
export async function* textOf(
  source: Source,
  said: string | undefined,
  watch?: (share: number) => void,
): AsyncGenerator<string> {
  let decoder: Decoder | undefined
  let encoding = said ?? 'utf-8'
  for await (const chunk of bytesOf(source, watch)) {
    if (!decoder) {
      encoding = said ?? markedEncoding(chunk) ?? 'utf-8'
      decoder = decoderOf(encoding)
    }
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch {
      throw await badByte(source, encoding)
    }
    yield text
  }
  try {
    decoder?.decode()
  } catch {
    throw await badByte(source, encoding)
  }
}

const LINE_FEED = 10
const RETURN = 13

/** Reads again, line by line, up to the first line that cannot be decoded. */
async function badByte(source: Source, encoding: string): Promise<Error> {
  let line = 1
  let kept: number[] = []
  let last = 0
  const advice = `--encoding says another one, such as windows-1252, windows-1256 or shift_jis`
  const fails = (): boolean => {
    try {
      new TextDecoder(encoding, { fatal: true }).decode(new Uint8Array(kept))
      return false
    } catch {
      return true
    }
  }
  if (!encoding.startsWith('utf-16'))
    for await (const chunk of bytesOf(source))
      for (const byte of chunk) {
        const isEnd = byte === LINE_FEED || byte === RETURN
        if (isEnd && fails())
          return inputError(`${source.name}:${line}: a byte is not ${encoding}; ${advice}`)
        if (isEnd) {
          if (!(byte === LINE_FEED && last === RETURN)) line++
          kept = []
        } else kept.push(byte)
        last = byte
      }
  return inputError(`${source.name}:${line}: a byte is not ${encoding}; ${advice}`)
}
