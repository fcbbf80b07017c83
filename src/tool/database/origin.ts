import type { Flags } from '../flags.js'
import { inputError } from '../inputError.js'
import type { Io } from '../io.js'
import type { Tables } from '../load.js'
import { parquetOf } from '../read/bytes.js'
import { readTable } from '../read/table.js'
import { countedAnswers, countedSubscriptions, countedTickets } from './count.js'
import type { Database, LoadPackage } from './database.js'
import { type DuckdbPackage, openDuckdb } from './duckdb.js'
import { openMysql } from './mysql.js'
import { openPostgresql } from './postgresql.js'
import { openTable } from './source.js'

const DUCKDB = '@duckdb/node-api'

/** How a place is opened, and by which package. */
interface Scheme {
  readonly needs: string
  readonly open: (module: never, url: string) => Promise<Database>
}

const POSTGRESQL: Scheme = { needs: 'pg', open: openPostgresql as Scheme['open'] }
const MYSQL: Scheme = { needs: 'mysql2', open: openMysql as Scheme['open'] }

/** What a place is called before its colon. */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  postgres: POSTGRESQL,
  postgresql: POSTGRESQL,
  mysql: MYSQL,
  mariadb: MYSQL,
  duckdb: {
    needs: DUCKDB,
    open: (duckdb: DuckdbPackage, url) => openDuckdb(duckdb, url.slice('duckdb:'.length)),
  },
}

/** A place without its user and password. */
function shown(url: string): string {
  return url.replace(/^(\w+:)(\/\/)?(?:.*@)?([^?#]*).*$/s, '$1$2$3')
}

/** Loads a package, or says how it comes along. */
async function need(load: LoadPackage, name: string, what: string): Promise<never> {
  let module: { readonly default?: unknown }
  try {
    module = (await load(name)) as typeof module
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error
    throw inputError(
      `${what} needs the package ${name}, which is not installed here; this brings it: npx -p customer-metrics -p ${name} customer-metrics report …`,
    )
  }
  return { ...(module.default as object), ...module } as never
}

/** What the flags say of places, opened when the first table is asked for. */
export function openTables(flags: Flags, io: Io): Tables {
  const { from } = flags
  const opened: Database[] = []
  const scheme = /^(\w+):/.exec(from ?? '')?.[1]?.toLowerCase()
  const place = scheme === undefined ? undefined : SCHEMES[scheme]
  if (from !== undefined && !place)
    throw inputError(
      `--from is no place that can be read; it begins with ${Object.keys(SCHEMES).join(':, ')}:, as in postgres://user@host/database`,
    )
  const once = new Map<string, Promise<Database>>()
  const open = (label: string, needs: string, make: (module: never) => Promise<Database>) => {
    const known = once.get(label)
    if (known) return known
    const made = need(io.load, needs, label).then(async (module) => {
      try {
        const database = await make(module)
        opened.push(database)
        return spoken(label, database)
      } catch (error) {
        throw inputError(`${label}: ${(error as Error).message}`)
      }
    })
    once.set(label, made)
    return made
  }
  /** The table that a name stands for, or nothing where that is a file that the command reads itself. */
  const find = async (name: string): Promise<{ database: Database; from: string } | undefined> => {
    if (from !== undefined && place) {
      const database = await open(shown(from), place.needs, (module) => place.open(module, from))
      return { database, from: name.split('.').map(database.dialect.id).join('.') }
    }
    const files = parquetOf(name)
    if (files === undefined) return undefined
    const database = await open('Parquet', DUCKDB, (module) => openDuckdb(module, undefined))
    const paths = files.map(database.dialect.literal).join(', ')
    return { database, from: `read_parquet([${paths}], union_by_name = true)` }
  }
  const read: Tables['read'] = async (kind, name, isOnly, format, options, visit, counted) => {
    const found = await find(name)
    if (!found) return undefined
    const table = await openTable(found.database, name, found.from, format, options)
    const terms = { ...flags, now: io.now }
    options.watch?.(name, 0)
    if (kind === 'survey') {
      const answers = await countedAnswers(table, flags.timeZone)
      const reading = await readTable(answers ?? table.rows, format, options, visit)
      return answers ? { ...reading, isCounted: true } : reading
    }
    // A customer of two tables is one: rows of several are counted here.
    if (kind === 'subscriptions' && isOnly) {
      const found = await countedSubscriptions(table, format, terms)
      if (found?.counts) counted.subscriptions.push(found.counts)
      if (found) return found.reading
    }
    if (kind === 'tickets' && isOnly) {
      const found = await countedTickets(table, format, terms)
      if (found?.counts) counted.tickets.push(found.counts)
      if (found) return found.reading
    }
    return readTable(table.rows, format, options, visit)
  }
  return {
    read,
    close: async () => {
      for (const database of opened) await database.close()
    },
  }
}

/** A database whose refusals are sentences for the user. */
function spoken(label: string, database: Database): Database {
  const fail = (error: unknown): never => {
    throw inputError(`${label}: ${(error as Error).message}`)
  }
  return {
    ...database,
    columns: (from) => database.columns(from).catch(fail),
    rows: (text, values) => database.rows(text, values).catch(fail),
    async *pieces(text) {
      const pieces = database.pieces(text)[Symbol.asyncIterator]()
      for (;;) {
        const next = await pieces.next().catch(fail)
        if (next.done) return
        yield next.value
      }
    },
    knowsZone: (timeZone) => database.knowsZone(timeZone).catch(fail),
  }
}
