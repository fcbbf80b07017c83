import { writeFileSync } from 'node:fs'
import { MetricError } from 'customer-metrics'
import { openTables } from './database/origin.js'
import { plain, quoted } from './escape.js'
import { type Flags, readFlags } from './flags.js'
import { HELP } from './help.js'
import { inputError, isInputError } from './inputError.js'
import type { Io } from './io.js'
import { KINDS } from './kinds.js'
import { complain, type Loaded, load } from './load.js'
import { readTally } from './readTally.js'
import { statement } from './sql.js'
import type { Tally } from './tally.js'
import { countAll, pageOf } from './whole.js'
import { writeHtml } from './write/html.js'
import { writeCsv, writeJson } from './write/machine.js'
import { writeText } from './write/text.js'
import { makeWording } from './write/wording.js'

/** The parts of the command. */
type Command = Exclude<keyof typeof HELP, 'all'>

/** Runs the command; returns its exit code. */
export async function run(args: readonly string[], given: Io): Promise<number> {
  const io = discreet(args, given)
  try {
    const [name = '--help', ...rest] = args
    if (name === '--help' || name === '-h' || name === 'help') {
      io.out(HELP.all)
      return 0
    }
    if (!isCommand(name))
      throw inputError(
        `${quoted(name)} is no command, one of report, tally, sql is; --help says more`,
      )
    const flags = readFlags(rest)
    if (flags.help) {
      io.out(HELP[name])
      return 0
    }
    if (name === 'sql') {
      io.out(`${statement(flags)}\n`)
      return 0
    }
    return name === 'tally' ? await tally(flags, io) : await report(flags, io)
  } catch (error) {
    if (!isInputError(error) && !(error instanceof MetricError)) throw error
    io.err(`${plain(error.message)}\n`)
    return 2
  }
}

/**
 * Writes no password of a place: neither as it stands in an argument, nor where a driver repeats it in
 * what it says of a failure.
 */
function discreet(args: readonly string[], io: Io): Io {
  const secrets = args.flatMap((arg) => {
    const [, user = ''] = /^(?:--from=)?\w+:\/\/(.*)@/s.exec(arg) ?? []
    const [, asked = ''] = /^(?:--from=)?\w+:\/\/.*[?&]password=([^&]*)/is.exec(arg) ?? []
    const passwords = [user.includes(':') ? user.slice(user.indexOf(':') + 1) : '', asked]
    return passwords.flatMap((password) => (password === '' ? [] : [password, unescaped(password)]))
  })
  return {
    ...io,
    err: (text) => io.err(secrets.reduce((rest, secret) => rest.replaceAll(secret, '…'), text)),
  }
}

function unescaped(password: string): string {
  try {
    return decodeURIComponent(password)
  } catch {
    return password
  }
}

function isCommand(name: string): name is Command {
  return name === 'report' || name === 'tally' || name === 'sql'
}

/** The flags, or where no file is given those that come with the source. */
function withSamples(flags: Flags, io: Io): Flags {
  if (flags.tallies.length > 0 || KINDS.some((kind) => flags.files[kind].length > 0)) return flags
  if (flags.from !== undefined)
    throw inputError(
      '--from is given, and no table in it; name one with --survey, --subscriptions, --transactions, --tickets or --costs',
    )
  const { samples } = io
  if (!samples)
    throw inputError(
      'no file is given; name one with --survey, --subscriptions, --transactions, --tickets or --costs; --help says more',
    )
  return {
    ...flags,
    files: {
      ...flags.files,
      survey: [samples.survey],
      subscriptions: [samples.subscriptions],
      transactions: samples.transactions === undefined ? [] : [samples.transactions],
    },
  }
}

/** Reads files, and tables where an engine has them. */
async function loadAll(flags: Flags, io: Io): Promise<Loaded> {
  const tables = openTables(flags, io)
  try {
    return await load(flags, io, tables)
  } finally {
    await tables.close()
  }
}

async function tally(given: Flags, io: Io): Promise<number> {
  const flags = withSamples(given, { ...io, samples: undefined })
  if (flags.files.transactions.length + flags.files.costs.length > 0)
    throw inputError('orders and costs are not tallied: report on all their rows together')
  const tallies = flags.tallies.map(readTally)
  const loaded = await loadAll(flags, io)
  const { subscriptions, tickets } = countAll(flags, loaded, tallies, io)
  const survey = loaded.answers.counts()
  const whole: Tally = {
    tally: 'customer-metrics 1',
    survey: Object.keys(survey.questions).length > 0 ? survey : null,
    subscriptions,
    tickets,
  }
  const code = exitCode(loaded, tallies, complain(loaded.readings, io), io)
  if (code < 2) io.out(`${JSON.stringify(whole)}\n`)
  return code
}

async function report(given: Flags, io: Io): Promise<number> {
  const flags = withSamples(given, io)
  const tallies = flags.tallies.map(readTally)
  const loaded = await loadAll(flags, io)
  const bad = complain(loaded.readings, io)
  const code = exitCode(loaded, tallies, bad, io)
  if (code === 2) return code
  const page = pageOf(flags, loaded, tallies, io)
  const wording = makeWording(flags)
  if (flags.html !== undefined) {
    // What draws is large: it is loaded only where something is drawn.
    const { draw } = await import('./write/draw.js')
    writePage(flags.html, await writeHtml(page, wording, draw))
    io.err(`${plain(flags.html)} is written\n`)
  }
  if (flags.as === 'json') io.out(writeJson(page, wording))
  else if (flags.as === 'csv') io.out(writeCsv(page))
  else if (flags.html === undefined) io.out(writeText(page, wording))
  return code
}

function writePage(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw inputError(
      `${plain(file)}: the page cannot be written, ${plain((error as Error).message)}`,
    )
  }
}

/** 1 where rows were left out, 2 where there is nothing to report on. */
function exitCode({ readings }: Loaded, tallies: readonly Tally[], bad: number, io: Io): number {
  const rows = KINDS.flatMap((kind) => readings[kind]).reduce((sum, each) => sum + each.rows, 0)
  if (rows === 0 && tallies.length === 0) {
    io.err('nothing to report on: no row could be read\n')
    return 2
  }
  return bad > 0 ? 1 : 0
}
