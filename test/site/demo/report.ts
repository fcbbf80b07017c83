import type { Flags } from '../../../src/tool/flags.js'
import { inputError, isInputError } from '../../../src/tool/inputError.js'
import { KINDS, type Kind } from '../../../src/tool/kinds.js'
import { complain, load } from '../../../src/tool/load.js'
import { withSource } from '../../../src/tool/read/bytes.js'
import {
  COSTS,
  SUBSCRIPTIONS,
  surveyFormat,
  TICKETS,
  TRANSACTIONS,
} from '../../../src/tool/read/format.js'
import { mapColumns } from '../../../src/tool/read/mapping.js'
import { pageOf } from '../../../src/tool/whole.js'
import { draw } from '../../../src/tool/write/draw.js'
import { writeHtml } from '../../../src/tool/write/html.js'
import { writeCsv } from '../../../src/tool/write/machine.js'
import { makeWording } from '../../../src/tool/write/wording.js'

/** What the visitor chose. Everything else is what the command does without flags. */
export interface Choices
  extends Pick<Flags, 'question' | 'dateOrder' | 'decimal' | 'language' | 'calendar' | 'currency'> {
  readonly kind: Kind | undefined
  readonly columns: ReadonlyMap<string, string>
}

/** A report, and what was wrong with rows that were left out. */
export interface Report {
  readonly html: string
  readonly csv: string
  readonly complaints: string
}

type Files = Readonly<Record<Kind, readonly string[]>>

/** Reports on dropped files, by their names. */
export async function reportOn(
  names: readonly string[],
  choices: Choices,
  now: Date,
): Promise<Report> {
  const files: Record<Kind, string[]> = {
    survey: [],
    subscriptions: [],
    transactions: [],
    tickets: [],
    costs: [],
  }
  for (const name of names) files[choices.kind ?? (await kindOf(name, choices))].push(name)
  const flags = flagsOf(files, choices)
  let complaints = ''
  const io = {
    out: () => undefined,
    err: (text: string): void => {
      complaints += text
    },
    isWatched: false,
    now,
    samples: undefined,
    load: async () => undefined,
  }
  const loaded = await load(flags, io)
  complain(loaded.readings, io)
  if (KINDS.every((kind) => loaded.readings[kind].every(({ rows }) => rows === 0)))
    throw inputError(`${complaints}nothing to report on: no row could be read`)
  const page = pageOf(flags, loaded, [], io)
  return {
    html: await writeHtml(page, makeWording(flags), draw),
    csv: writeCsv(page),
    complaints,
  }
}

/** The first kind of which a file has the columns. */
async function kindOf(name: string, { question, columns }: Choices): Promise<Kind> {
  const formats = {
    survey: surveyFormat(question),
    subscriptions: SUBSCRIPTIONS,
    transactions: TRANSACTIONS,
    tickets: TICKETS,
    costs: COSTS,
  }
  const refusals: string[] = []
  for (const kind of KINDS)
    try {
      await withSource(name, (source) =>
        mapColumns(source, formats[kind], { columns, flag: 'columns' }),
      )
      return kind
    } catch (error) {
      // Another kind may have the columns; whatever else is wrong is wrong with every kind.
      if (!isInputError(error) || !error.message.includes('no column looks like')) throw error
      refusals.push(`As ${kind}: ${error.message}`)
    }
  throw inputError(refusals.join('\n'))
}

function flagsOf(files: Files, choices: Choices): Flags {
  const { columns, kind: _, ...chosen } = choices
  return {
    ...chosen,
    from: undefined,
    files,
    tallies: [],
    columns: {
      survey: columns,
      subscriptions: columns,
      transactions: columns,
      tickets: columns,
      costs: columns,
    },
    delimiter: undefined,
    encoding: undefined,
    timeZone: 'UTC',
    asOf: undefined,
    html: undefined,
    smallestGroup: 5,
    acquisitionSpend: undefined,
    retentionSpend: undefined,
    involuntary: [],
    nameCustomers: false,
    as: 'text',
    help: false,
    sql: {
      dialect: 'duckdb',
      table: undefined,
      columns: new Map(),
      by: [],
      to: undefined,
    },
  }
}
