import type { Figures, Page } from '../page.js'
import type { Wording } from './wording.js'

/** The report as text for a terminal. */
export function writeText(page: Page, wording: Wording): string {
  const lines = [wording.text(page.title), ...page.notes.map(wording.sentence)]
  for (const { title, notes, figures } of page.sections) {
    const heading = wording.text(title)
    lines.push('', heading, '─'.repeat(heading.length))
    for (const note of notes) lines.push(`  ${wording.sentence(note)}`)
    for (const each of figures)
      lines.push('', `  ${wording.sentence(each.caption)}`, table(each, wording))
  }
  return `${lines.join('\n')}\n`
}

/** A table of text: the first column to the left, the others to the right. */
function table({ columns, rows }: Figures, wording: Wording): string {
  const all = [columns.map(wording.text), ...rows.map((row) => row.map(wording.cell))]
  const widths = columns.map((_, column) =>
    Math.max(...all.map((row) => (row[column] as string).length)),
  )
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[column] as number),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n')
}
