import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { parse } from 'csv-parse'
import type { z } from 'zod'

/** A column that a file should have. */
interface Column {
  /** The field of the row that it fills. */
  readonly field: string
  /** Headers that mean it, in lower case and without spaces, dots, dashes or underscores. */
  readonly headers: readonly string[]
  readonly required?: boolean
  /** What an empty cell means: nothing, or no such field. Unless said, a text that most schemas refuse. */
  readonly whenEmpty?: null | undefined
  /** Turns the text of a cell into what the schema expects. */
  readonly read?: (text: string) => unknown
}

/** What a file is read as. */
export interface TableFormat<Row> {
  /** The flag that says which column fills which field. */
  readonly flag: string
  readonly columns: readonly Column[]
  readonly schema: z.ZodType<Row>
  /** What else has to hold of a row that the schema lets pass: the field, and what was expected. */
  readonly check?: (row: Row) => readonly [field: string, expected: string] | undefined
}

/** A file that was read. */
export interface Table<Row> {
  readonly file: string
  readonly rows: readonly Row[]
  /** What divides its columns. */
  readonly delimiter: string
  /** Which header fills which field. */
  readonly mapping: Readonly<Record<string, string>>
  /** The first bad rows, each with file, line, column and what was expected. */
  readonly problems: readonly string[]
  /** How many rows were bad. */
  readonly bad: number
}

/** An input that cannot be read at all. */
export class InputError extends Error {}

const MOST_PROBLEMS = 20

/** Reads a CSV file row by row; bad rows are named, counted and left out. */
export async function readTable<Row>(
  file: string,
  { columns, flag, schema, check }: TableFormat<Row>,
  said: string | undefined,
): Promise<Table<Row>> {
  const rows: Row[] = []
  const problems: string[] = []
  let bad = 0
  let headers: string[] | undefined
  let mapping: Record<string, string> = {}
  let places: number[] = []
  const refuse = (line: number, what: string): void => {
    bad++
    if (problems.length < MOST_PROBLEMS) problems.push(`${file}:${line}: ${what}`)
  }
  const delimiter = guessDelimiter(file)
  for await (const { record, info } of records(file, delimiter)) {
    if (!headers) {
      // Only above the header is a line that begins with # a remark; below it may be an order's name.
      if (record[0]?.startsWith('#')) continue
      headers = record
      mapping = mapColumns(file, headers, columns, flag, said)
      places = columns.map(({ field }) => record.indexOf(mapping[field] ?? ''))
      continue
    }
    if (record.length !== headers.length) {
      refuse(
        info.lines,
        `the row has ${record.length} columns, not ${headers.length} as the header has`,
      )
      continue
    }
    const given: Record<string, unknown> = {}
    columns.forEach((column, index) => {
      const text = record[places[index] as number]
      const isLeftOut = text === '' && 'whenEmpty' in column
      if (text === undefined || (isLeftOut && column.whenEmpty === undefined)) return
      given[column.field] = isLeftOut ? null : (column.read?.(text) ?? text)
    })
    const parsed = schema.safeParse(given)
    const issue = parsed.success
      ? check?.(parsed.data)
      : ([String(parsed.error.issues[0]?.path[0]), parsed.error.issues[0]?.message] as const)
    if (parsed.success && !issue) rows.push(parsed.data)
    else if (issue) {
      const [field, expected] = issue
      const place = columns.findIndex((column) => column.field === field)
      const cell = JSON.stringify(record[places[place] ?? -1] ?? '')
      refuse(info.lines, `column "${mapping[field] ?? field}" is ${cell}, not ${expected}`)
    }
  }
  if (!headers) throw new InputError(`${file}: the file is empty, not a header and rows`)
  return { file, rows, delimiter, mapping, problems, bad }
}

interface CsvRecord {
  readonly record: string[]
  readonly info: { readonly lines: number }
}

/** What divides the columns: whatever is in the header most often. */
function guessDelimiter(file: string): string {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new InputError(`${file}: there is no such file`)
  const start = Buffer.alloc(65_536)
  const handle = openSync(file, 'r')
  const length = readSync(handle, start)
  closeSync(handle)
  const lines = start.toString('utf8', 0, length).split(/\r?\n/)
  const header = lines.find((line) => line.trim() !== '' && !/^\ufeff?#/.test(line)) ?? ''
  const counts = [',', ';', '\t', '|'].map((each) => [header.split(each).length, each] as const)
  return counts.reduce((most, each) => (each[0] > most[0] ? each : most))[1]
}

/** The records of a file, with their lines; says how far it is where somebody watches. */
async function* records(file: string, delimiter: string): AsyncGenerator<CsvRecord> {
  const { size } = statSync(file)
  const stream = createReadStream(file)
  const parser = stream.pipe(
    parse({
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }),
  )
  stream.on('error', (error) => parser.destroy(error))
  let shown = -1
  try {
    for await (const record of parser as AsyncIterable<CsvRecord>) {
      const percent = Math.floor((100 * stream.bytesRead) / size)
      if (process.stderr.isTTY && percent > shown) {
        shown = percent
        process.stderr.write(`\rreading ${file} ${percent} %`)
      }
      yield record
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${file}: ${(error as Error).message}`)
  } finally {
    if (shown >= 0) process.stderr.write('\r\u001b[K')
  }
}

/** Which header fills which field: as the flag says, else the first that is called like it. */
function mapColumns(
  file: string,
  headers: readonly string[],
  columns: readonly Column[],
  flag: string,
  text: string | undefined,
): Record<string, string> {
  const said = new Map(
    (text ?? '')
      .split(',')
      .filter(Boolean)
      .map((pair): readonly [string, string | undefined] => {
        const [field = '', header] = pair.split('=', 2)
        return [field, header]
      }),
  )
  const twice = headers.find((header, index) => headers.indexOf(header) !== index)
  if (twice !== undefined) throw new InputError(`${file}: two columns are called "${twice}"`)
  for (const [field, header] of said) {
    if (header === undefined)
      throw new InputError(`${file}: --${flag} is "${text}", not pairs such as rating=Score`)
    if (!columns.some((column) => column.field === field))
      throw new InputError(
        `${file}: "${field}" is no field, one of ${columns.map((column) => column.field).join(', ')} is`,
      )
    if (!headers.includes(header))
      throw new InputError(
        `${file}: there is no column "${header}" among ${headers.map((name) => `"${name}"`).join(', ')}`,
      )
  }
  const mapping: Record<string, string> = {}
  for (const { field, headers: guesses, required } of columns) {
    const guess = guesses
      .map((name) =>
        headers.find((header) => header.toLowerCase().replace(/[\s._-]/g, '') === name),
      )
      .find((header) => header !== undefined)
    const header = said.get(field) ?? guess
    if (header !== undefined) mapping[field] = header
    else if (required)
      throw new InputError(
        `${file}: no column looks like "${field}" among ${headers.map((name) => `"${name}"`).join(', ')}; name it with --${flag} ${field}=…`,
      )
  }
  return mapping
}
