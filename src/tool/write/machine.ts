import type { Cell, Page } from '../page.js'
import type { Wording } from './wording.js'

/** The report as JSON: what the functions of the library returned, and the tables of the report. */
export function writeJson(page: Page, wording: Wording): string {
  const sections = page.sections.map(({ id, title, notes, figures, results }) => ({
    id,
    title,
    notes: notes.map(wording.sentence),
    tables: figures.map(({ id: name, caption, columns, rows }) => ({
      id: name,
      definition: wording.sentence(caption),
      columns,
      rows: rows.map((row) => row.map(bare)),
    })),
    results,
  }))
  const whole = { title: page.title, notes: page.notes.map(wording.sentence), sections }
  return `${JSON.stringify(whole, null, 2)}\n`
}

/** The report as CSV: a line a figure. */
export function writeCsv(page: Page): string {
  const lines = [['section', 'table', 'row', 'column', 'value', 'low', 'high']]
  for (const { id, figures } of page.sections)
    for (const { id: table, columns, rows } of figures)
      for (const row of rows)
        row.forEach((cell, at) => {
          if (at === 0) return
          const name = String(bare(row[0] as Cell))
          const place = [id, table, name, columns[at] as string]
          if ('range' in cell)
            lines.push([...place, '', text(cell.range?.low), text(cell.range?.high)])
          else lines.push([...place, text(bare(cell)), '', ''])
        })
  return `${lines.map((line) => line.map(quoted).join(',')).join('\n')}\n`
}

/** What a cell says, without how it is written. */
function bare(cell: Cell): unknown {
  if ('text' in cell) return cell.text
  if ('label' in cell) return cell.label
  if ('count' in cell) return cell.count
  if ('day' in cell) return cell.day
  if ('month' in cell) return cell.month
  if ('range' in cell) return cell.range && { low: cell.range.low, high: cell.range.high }
  return cell.value
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

/** A cell of CSV that a spreadsheet takes for text and not for a formula. */
function quoted(cell: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
