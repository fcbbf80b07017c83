import { plain } from '../escape.js'
import type { TableFormat } from '../read/format.js'
import { mapHeaders } from '../read/mapping.js'
import type { ReadOptions, RowTable } from '../read/table.js'
import type { Database, Holds } from './database.js'

/** A table of a database, and which of its columns fills which field. */
export interface DatabaseTable {
  readonly database: Database
  /** What it was called on the command line. */
  readonly name: string
  /** The table as it stands after FROM. */
  readonly from: string
  readonly mapping: ReadonlyMap<string, string>
  /** What the column of a field holds; nothing where no column fills it. */
  readonly holds: (field: string) => Holds | undefined
  /** The column of a field as SQL. */
  readonly column: (field: string) => string
  /** The same rows, to be read here. */
  readonly rows: RowTable
}

/** Looks at the columns of a table. */
export async function openTable(
  database: Database,
  name: string,
  from: string,
  format: TableFormat,
  options: Pick<ReadOptions, 'columns' | 'flag'>,
): Promise<DatabaseTable> {
  const { dialect } = database
  const columns = await database.columns(from)
  const headers = [...columns.keys()]
  const mapping = mapHeaders({ name }, headers, format, options)
  const holds = (field: string): Holds | undefined => columns.get(mapping.get(field) ?? '')
  const column = (field: string): string => `t.${dialect.id(mapping.get(field) as string)}`
  const read = format.columns.map(({ field }) => field).filter((field) => mapping.has(field))
  const cells = read.map((field) => database.text(column(field), holds(field) as Holds))
  return {
    database,
    name,
    from,
    mapping,
    holds,
    column,
    rows: {
      name,
      headers: read.map((field) => mapping.get(field) as string),
      all: headers,
      mapping,
      delimiter: undefined,
      place: (line) => `${plain(name)}, row ${line}`,
      typed: new Set(headers.filter((header) => columns.get(header) !== 'other')),
      each: async (visit, watch) => {
        const [{ n }] = (await database.rows(`SELECT COUNT(*) AS n FROM ${from} AS t`)) as [
          { n: unknown },
        ]
        let line = 0
        let isOver = false
        // The pieces are read to their end: some drivers cannot leave off in the middle.
        for await (const piece of database.pieces(`SELECT ${cells.join(', ')} FROM ${from} AS t`)) {
          for (const row of piece) {
            if (isOver) break
            line++
            isOver = !visit({ line, cells: row.map((cell) => cell?.trim() ?? '') })
          }
          watch?.(name, line / Number(n))
        }
      },
    },
  }
}
