import type { Source } from './bytes.js'
import { textOf } from './decode.js'
import { type FileRecord, splitRecords } from './records.js'

/** How the records of a file are separated, and where its rows begin. */
export interface Shape {
  readonly kind: 'cells' | 'json'
  readonly delimiter: string
  /** How much of the text comes before the first record. */
  readonly skip: number
  /** How many records come before the rows: the header, and remarks above it. */
  readonly above: number
  /** The header: in JSON lines, the keys that are read. */
  readonly headers: readonly string[]
}

/** What is read of a source beside its shape. */
export interface TextOptions {
  readonly encoding?: string | undefined
  readonly watch?: ((name: string, share: number) => void) | undefined
}

/** Hands each row of a file to `visit`, which says false to stop. */
export async function eachRecord(
  source: Source,
  shape: Shape,
  options: TextOptions,
  visit: (record: FileRecord) => boolean,
): Promise<void> {
  let above = shape.above
  let isOver = false
  const take = (record: FileRecord): boolean => {
    if (above > 0) {
      above--
      return true
    }
    isOver = !visit(record)
    return !isOver
  }
  const splitter =
    shape.kind === 'json'
      ? splitJson(shape.headers, take)
      : splitRecords(shape.delimiter, take, shape.skip > 0 ? 2 : 1)
  const skipLine = shape.skip
  let skipped = 0
  const { watch } = options
  const report = watch && ((share: number): void => watch(source.name, share))
  for await (const text of textOf(source, options.encoding, report)) {
    const cut = Math.min(text.length, skipLine - skipped)
    skipped += cut
    splitter.push(cut > 0 ? text.slice(cut) : text)
    if (isOver) return
  }
  splitter.end()
}

/** Splits text into lines of JSON, each an object whose keys are the columns. */
function splitJson(
  headers: readonly string[],
  visit: (record: FileRecord) => boolean,
): { push: (text: string) => void; end: () => void } {
  let rest = ''
  let line = 0
  let isOver = false
  const read = (text: string): void => {
    line++
    if (text.trim() === '' || isOver) return
    isOver = !visit({ line, ...cellsOf(text, headers) })
  }
  return {
    push: (text) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() as string
      for (const each of lines) read(each)
    },
    end: () => read(rest),
  }
}

/** The cells of a line of JSON, or what is wrong with it. */
function cellsOf(text: string, headers: readonly string[]): Omit<FileRecord, 'line'> {
  const value = parseObject(text)
  if (!value) return { cells: [], wrong: 'the line is not a JSON object' }
  return {
    cells: headers.map((key) => {
      const cell = Object.hasOwn(value, key) ? value[key] : undefined
      if (cell === null || cell === undefined) return ''
      return typeof cell === 'object' ? JSON.stringify(cell) : String(cell).trim()
    }),
  }
}

/** A JSON object of a line, or nothing. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
