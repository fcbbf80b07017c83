/** A record of a file: its cells, or what is wrong with it. */
export interface FileRecord {
  /** The line that it begins on. */
  readonly line: number
  readonly cells: readonly string[]
  /** How many rows it stands for, where that is not one. */
  readonly times?: number
  /** What is wrong with the record, where it cannot be read. */
  readonly wrong?: string
  /** Whether nothing after it can be read either. */
  readonly isLast?: boolean
}

/** The longest record: an opening quotation mark that never closes would take the rest of the file. */
const MOST_SIGNS = 1_000_000

const QUOTE = '"'

/** Splits pieces of text into records; line ends of all kinds may stand in one file. */
export interface Splitter {
  /** Takes the next piece of the text. */
  readonly push: (text: string) => void
  /** Takes the end of the text. */
  readonly end: () => void
}

/** Makes a splitter that hands each record to `visit`, which says false to stop. */
export function splitRecords(
  delimiter: string,
  visit: (record: FileRecord) => boolean,
  firstLine = 1,
): Splitter {
  let rest = ''
  let line = firstLine
  let isOver = false

  const emit = (record: FileRecord): void => {
    if (record.cells.length === 1 && record.cells[0] === '') return
    if (!visit(record) || record.isLast) isOver = true
  }

  /** Reads what is whole in `rest`; at the end of the file everything is. */
  const read = (isEnd: boolean): void => {
    let at = 0
    while (at < rest.length && !isOver) {
      const end = lineEnd(rest, at)
      if (!isEnd && isOpenEnd(rest, end)) break
      const stop = end < 0 ? rest.length : end
      const text = rest.slice(at, stop)
      if (!text.includes(QUOTE)) {
        emit({ line, cells: text.split(delimiter).map(trimmed) })
        at = after(rest, stop)
        line++
        continue
      }
      const found = quotedRecord(rest, at, delimiter, isEnd)
      if (!found) break
      emit({ ...found.record, line })
      line += found.lines
      at = found.next
    }
    rest = rest.slice(at)
    if (rest.length > MOST_SIGNS && !isOver)
      emit({ line, cells: [], wrong: NEVER_CLOSED, isLast: true })
  }

  return {
    push: (text) => {
      if (isOver) return
      rest += text
      read(false)
    },
    end: () => {
      if (!isOver) read(true)
    },
  }
}

const NEVER_CLOSED =
  'a quotation mark opens here and never closes, so that nothing from here on can be read'

function trimmed(cell: string): string {
  return cell.trim()
}

/** Where the line ends that `at` is in, or -1. */
function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at)
  const back = text.indexOf('\r', at)
  if (feed < 0) return back
  return back < 0 ? feed : Math.min(feed, back)
}

/** Whether a line end is still to come: a return at the end of a piece may be half of one. */
function isOpenEnd(text: string, end: number): boolean {
  return end < 0 || (end === text.length - 1 && text[end] === '\r')
}

/** The place after a line end. */
function after(text: string, end: number): number {
  return end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1)
}

interface QuotedRecord {
  readonly record: Omit<FileRecord, 'line'>
  readonly lines: number
  readonly next: number
}

/** A record with quotation marks, or nothing where its end has not come yet. */
function quotedRecord(
  text: string,
  start: number,
  delimiter: string,
  isEnd: boolean,
): QuotedRecord | undefined {
  const cells: string[] = []
  let at = start
  let lines = 1
  const wrong = (from: number, what: string): QuotedRecord | undefined => {
    const end = lineEnd(text, from)
    if (!isEnd && isOpenEnd(text, end)) return undefined
    return {
      record: { cells: [], wrong: what },
      lines,
      next: end < 0 ? text.length : after(text, end),
    }
  }
  for (;;) {
    while (text[at] === ' ' && delimiter !== ' ') at++
    if (text[at] === QUOTE) {
      let cell = ''
      let from = at + 1
      for (;;) {
        const close = text.indexOf(QUOTE, from)
        if (close < 0) {
          if (!isEnd) return undefined
          return {
            record: { cells: [], wrong: NEVER_CLOSED, isLast: true },
            lines,
            next: text.length,
          }
        }
        cell += text.slice(from, close)
        if (text[close + 1] !== QUOTE) {
          // The next piece may begin with its twin.
          if (close + 1 === text.length && !isEnd) return undefined
          at = close + 1
          break
        }
        cell += QUOTE
        from = close + 2
      }
      lines += cell.split(/\r\n|\r|\n/).length - 1
      while (text[at] === ' ' && delimiter !== ' ') at++
      const isCellEnd =
        at >= text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r'
      if (!isCellEnd) return wrong(at, `text follows the closing quotation mark of ${shown(cell)}`)
      cells.push(cell.trim())
    } else {
      const end = lineEnd(text, at)
      const stop = end < 0 ? text.length : end
      const next = text.indexOf(delimiter, at)
      const close = next < 0 || next > stop ? stop : next
      const cell = text.slice(at, close)
      if (cell.includes(QUOTE))
        return wrong(
          at,
          `a quotation mark stands inside ${shown(cell)}, which does not begin with one`,
        )
      cells.push(cell.trim())
      at = close
    }
    if (text[at] === delimiter) {
      at++
      continue
    }
    const end = at < text.length ? at : -1
    if (!isEnd && isOpenEnd(text, end)) return undefined
    return { record: { cells }, lines, next: end < 0 ? text.length : after(text, end) }
  }
}

function shown(cell: string): string {
  return JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)
}
