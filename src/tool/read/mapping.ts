import { plain, quoted } from '../escape.js'
import { inputError } from '../inputError.js'
import type { Source } from './bytes.js'
import { textOf } from './decode.js'
import { guessDelimiter, saidDelimiter } from './delimiter.js'
import type { Column, TableFormat } from './format.js'
import { parseObject, type Shape } from './lines.js'
import { type FileRecord, splitRecords } from './records.js'

/** What flags say about the columns. */
interface MappingOptions {
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
  readonly columns: ReadonlyMap<string, string>
  readonly flag: string
}

/** The shape of a file, and which of its headers fills which field. */
export interface Layout extends Shape {
  readonly mapping: ReadonlyMap<string, string>
}

const START = 65_536
const MOST_ABOVE = 20

/** Finds the header of a file: the first record that is not a remark. */
export async function mapColumns(
  source: Source,
  format: TableFormat,
  options: MappingOptions,
): Promise<Layout> {
  const start = await beginning(source, options.encoding)
  if (/^\ufeff?\s*[{]/.test(start)) return mapKeys(source, start, format, options)
  const said = saidDelimiter(start)
  const skip = said?.length ?? 0
  const text = start.slice(skip)
  const delimiter = options.delimiter ?? said?.delimiter ?? guessDelimiter(text)
  const records: FileRecord[] = []
  const splitter = splitRecords(delimiter, (record) => {
    records.push(record)
    return records.length < MOST_ABOVE
  })
  splitter.push(text)
  splitter.end()
  let above = 0
  for (const record of records) {
    above++
    if (record.wrong)
      throw inputError(`${plain(source.name)}:${record.line}: ${plain(record.wrong)}`)
    const isMarked = (record.cells[0] as string).startsWith('#')
    const headers = record.cells
    const mapping = namesOf(headers, format.columns, options.columns)
    // A line that begins with # is a remark, unless it has the columns that are needed.
    const missing = format.columns.find(({ field, required }) => required && !mapping.has(field))
    if (isMarked && missing) continue
    checkSaid(source, headers, format, options)
    if (missing) throw noColumn(source, headers, missing, options.flag)
    checkRepeats(source, headers, mapping)
    return { kind: 'cells', delimiter, skip, above, headers, mapping }
  }
  throw inputError(`${plain(source.name)}: the file is empty, not a header and rows`)
}

/** The beginning of the text of a source. */
async function beginning(source: Source, encoding: string | undefined): Promise<string> {
  let start = ''
  for await (const text of textOf(source, encoding)) {
    start += text
    if (start.length >= START) break
  }
  return start
}

function mapKeys(
  source: Source,
  start: string,
  format: TableFormat,
  options: MappingOptions,
): Layout {
  const lines = start.split('\n').slice(0, 100)
  const keys = new Set<string>()
  for (const line of lines) for (const key of Object.keys(parseObject(line) ?? {})) keys.add(key)
  const headers = [...keys]
  const mapping = mapHeaders(source, headers, format, options)
  return { kind: 'json', delimiter: 'JSON lines', skip: 0, above: 0, headers, mapping }
}

/** Which of the headers of a table fills which field; refused where one that is needed is not there. */
export function mapHeaders(
  table: Pick<Source, 'name'>,
  headers: readonly string[],
  format: TableFormat,
  options: Pick<MappingOptions, 'columns' | 'flag'>,
): ReadonlyMap<string, string> {
  checkSaid(table, headers, format, options)
  const mapping = namesOf(headers, format.columns, options.columns)
  const missing = format.columns.find(({ field, required }) => required && !mapping.has(field))
  if (missing) throw noColumn(table, headers, missing, options.flag)
  return mapping
}

/** Which header fills which field: as the flags say, else the first that is called like it. */
function namesOf(
  headers: readonly string[],
  columns: readonly Column[],
  said: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const bare = headers.map(bareName)
  const mapping = new Map<string, string>()
  const taken = new Set(said.values())
  for (const { field, headers: guesses } of columns) {
    const name = said.get(field)
    const guess = guesses
      .map((each) => headers[bare.indexOf(each)])
      .find((header) => header !== undefined && !taken.has(header))
    const header = name === undefined ? guess : headers.find((each) => each === name)
    if (header === undefined) continue
    mapping.set(field, header)
    taken.add(header)
  }
  return mapping
}

/** A header without case and separators; Arabic keyboards write two Persian letters with signs of their own. */
function bareName(header: string): string {
  return header
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
}

/** Headers that fill no field and say something of the rows. */
export function unreadOf(
  headers: readonly string[],
  mapping: ReadonlyMap<string, string>,
  telling: RegExp | undefined,
): string[] {
  const read = new Set(mapping.values())
  return headers.filter((header) => telling?.test(bareName(header)) && !read.has(header))
}

function listed(headers: readonly string[]): string {
  return headers
    .filter((header) => header !== '')
    .map(quoted)
    .join(', ')
}

function checkSaid(
  source: Pick<Source, 'name'>,
  headers: readonly string[],
  { columns }: TableFormat,
  { columns: said }: Pick<MappingOptions, 'columns'>,
): void {
  for (const [field, header] of said)
    if (columns.some((column) => column.field === field) && !headers.includes(header))
      throw inputError(
        `${plain(source.name)}: there is no column ${quoted(header)} among ${listed(headers)}`,
      )
}

function noColumn(
  source: Pick<Source, 'name'>,
  headers: readonly string[],
  { field }: Column,
  flag: string,
): Error {
  const question =
    field === 'question' ? ', or say --question nps where all answers are to one' : ''
  return inputError(
    `${plain(source.name)}: no column looks like "${field}" among ${listed(headers)}; name it with --${flag} '${field}=…'${question}`,
  )
}

/** Two headers of one name are no matter, unless one of them is needed. */
function checkRepeats(
  source: Source,
  headers: readonly string[],
  mapping: ReadonlyMap<string, string>,
): void {
  for (const header of mapping.values())
    if (headers.indexOf(header) !== headers.lastIndexOf(header))
      throw inputError(`${plain(source.name)}: two columns are called ${quoted(header)}`)
}
