import { type Chart, chartTheme } from 'customer-metrics/charts'
import { html } from '../escape.js'
import type { Cell, Figures, Page, Section } from '../page.js'
import { labelsOf } from './labels.js'
import { STYLE } from './style.js'
import type { Wording } from './wording.js'

/** Draws a picture as SVG. */
export type Draw = (chart: Chart) => Promise<string>

const WIDE = 640
const NARROW = 340

/** The report as one page that needs nothing beyond itself. */
export async function writeHtml(page: Page, wording: Wording, draw: Draw): Promise<string> {
  const title = html(wording.text(page.title))
  const contents = page.sections.map(
    ({ id, title: name }) => `<li><a href="#${id}">${html(wording.text(name))}</a></li>`,
  )
  const sections: string[] = []
  for (const section of page.sections) sections.push(await sectionHtml(section, wording, draw))
  return `<!DOCTYPE html>
<html lang="${wording.language}" dir="${wording.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${STYLE}${darkColors()}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<nav aria-label="${html(wording.text('Contents'))}"><ol>${contents.join('')}</ol></nav>
</header>
<main>
${sections.join('\n')}
</main>
<footer>
<h2>${html(wording.text('How it was made'))}</h2>
${page.notes.map((note) => `<p dir="auto">${html(wording.sentence(note))}</p>`).join('\n')}
</footer>
</body>
</html>
`
}

/** The dark colours of the pictures, by the variables that their theme writes. */
function darkColors(): string {
  const theme = JSON.stringify(chartTheme({ colors: 'variables', mode: 'dark' }))
  const rules = new Set(
    [...theme.matchAll(/var\((--cm-[\w-]+), (#\w+)\)/g)].map(
      ([, name, color]) => `${name}:${color}`,
    ),
  )
  return `@media screen and (prefers-color-scheme:dark){:root{${[...rules].join(';')}}}`
}

async function sectionHtml(section: Section, wording: Wording, draw: Draw): Promise<string> {
  const { id, title, notes, figures } = section
  const parts: string[] = []
  for (const each of figures) parts.push(await figureHtml(each, wording, draw))
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${html(wording.text(title))}</h2>
${notes.map((note) => `<p class="note" dir="auto">${html(wording.sentence(note))}</p>`).join('\n')}
${parts.join('\n')}
</section>`
}

async function figureHtml(each: Figures, wording: Wording, draw: Draw): Promise<string> {
  const table = tableHtml(each, wording)
  if (!each.picture) return table
  const caption = wording.sentence(each.caption)
  // Pictures run from left to right; between two marks a date such as 11 Dey 1392 does not.
  const mark = wording.direction === 'rtl' ? '\u200f' : ''
  const render = async (width: number, size: string): Promise<string> => {
    const chart = each.picture?.(
      {
        title: caption,
        width,
        direction: wording.direction,
        format: {
          number: (value) => wording.number(short(value), 'number'),
          // After letters from the right a sign of per cent would go to the other end of the text.
          share: (value) => `${wording.number(value, 'share', 0)}${mark}`,
          amount: (value) => wording.number(value, 'number'),
          day: (day) => `${mark}${wording.period(day)}${mark}`,
        },
        ...labelsOf(each.id, wording),
      },
      wording.text,
    ) as Chart
    const name = `${each.id}-${size}`
    const svg = await draw(chart)
    const about = `<title id="${name}-t">${html(caption)}</title><desc id="${name}-d">${html(chart.description)}</desc>`
    return `<div class="${size}">${svg
      .replace(
        /<svg ([^>]*)>/,
        `<svg role="img" aria-labelledby="${name}-t" aria-describedby="${name}-d" $1>${about}`,
      )
      .replace('<g ', '<g aria-hidden="true" ')}</div>`
  }
  const wide = await render(WIDE, 'wide')
  const narrow = await render(NARROW, 'narrow')
  return `<figure>
${wide}
${narrow}
<details><summary>${html(wording.text('Figures'))}: ${html(caption)}</summary>
${table}
</details>
</figure>`
}

/** A small number with three digits: a picture has no place for more. */
function short(value: number): number {
  return Math.abs(value) < 10 ? Number(value.toPrecision(3)) : value
}

/** A table that can be scrolled by keyboard where it is too wide. */
function tableHtml({ id, caption, columns, rows }: Figures, wording: Wording): string {
  const head = columns
    .map((column) =>
      column === ''
        ? `<th scope="col"><span class="hidden">${html(wording.text('name'))}</span></th>`
        : `<th scope="col">${html(wording.text(column))}</th>`,
    )
    .join('')
  const body = rows
    .map(
      ([name, ...cells]) =>
        `<tr><th scope="row">${html(wording.cell(name as Cell))}</th>${cells
          .map((cell) => `<td>${html(wording.cell(cell))}</td>`)
          .join('')}</tr>`,
    )
    .join('\n')
  return `<div class="scroll" tabindex="0" role="group" aria-labelledby="${id}-caption"><table>
<caption id="${id}-caption"><span>${html(wording.sentence(caption))}</span></caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}
</tbody>
</table></div>`
}
