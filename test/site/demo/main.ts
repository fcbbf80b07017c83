import { MetricError } from 'customer-metrics'
import { isInputError } from '../../../src/tool/inputError.js'
import type { Kind } from '../../../src/tool/kinds.js'
import { drop } from './bytes.js'
import { type Choices, type Report, reportOn } from './report.js'

/** The files of examples/data, which the build writes into the page. */
declare const SAMPLES: Readonly<Record<string, string>>

function part<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T
}

const status = part('status')
const problem = part('problem')
const result = part('result')
let shown: readonly string[] = []
/** Counts the reports that were asked for, so that a late one does not replace a newer one. */
let asked = 0

function choices(): Choices {
  const chosen = (id: string): string | undefined => part<HTMLSelectElement>(id).value || undefined
  const pairs = part<HTMLTextAreaElement>('columns')
    .value.split('\n')
    .filter((line) => line.includes('='))
    .map((line): [string, string] => {
      const at = line.indexOf('=')
      return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    })
  return {
    kind: chosen('kind') as Kind | undefined,
    question: chosen('question') as Choices['question'],
    dateOrder: chosen('dates') as Choices['dateOrder'],
    decimal: chosen('decimal') as Choices['decimal'],
    language: (chosen('language') ?? 'en') as Choices['language'],
    calendar: (chosen('calendar') ?? 'gregorian') as Choices['calendar'],
    currency: part<HTMLInputElement>('currency').value.trim() || undefined,
    columns: new Map(pairs),
  }
}

async function report(): Promise<void> {
  if (shown.length === 0) return
  const turn = ++asked
  problem.textContent = ''
  status.textContent = `Reading ${shown.join(', ')} …`
  result.hidden = true
  // The browser paints this before the work begins.
  await new Promise((resolve) => setTimeout(resolve, 30))
  try {
    const made = await reportOn(shown, choices(), new Date())
    if (turn === asked) show(made)
  } catch (error) {
    if (!isInputError(error) && !(error instanceof MetricError)) throw error
    if (turn !== asked) return
    status.textContent = ''
    problem.textContent = error.message
  }
}

function show({ html, csv, complaints }: Report): void {
  const made = new DOMParser().parseFromString(html, 'text/html')
  const { lang, dir } = made.documentElement
  const body = part('report')
  body.lang = lang
  body.dir = dir
  body.replaceChildren(
    ...made.querySelectorAll('nav'),
    ...(made.querySelector('main') as HTMLElement).childNodes,
    ...(made.querySelector('footer') as HTMLElement).childNodes,
  )
  part('look').textContent = made.querySelector('style')?.textContent ?? ''
  offer('save-page', html, 'text/html', 'report.html')
  offer('save-csv', csv, 'text/csv', 'report.csv')
  problem.textContent = complaints
  result.hidden = false
  status.textContent = `The report on ${shown.join(', ')} is below.`
  part('report-title').focus()
}

/** Lets the visitor keep a text as a file. */
function offer(id: string, text: string, type: string, name: string): void {
  const link = part<HTMLAnchorElement>(id)
  if (link.href.startsWith('blob:')) URL.revokeObjectURL(link.href)
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
}

function take(files: readonly File[]): void {
  if (files.length === 0) return
  for (const file of files) drop(file)
  shown = files.map(({ name }) => name)
  void report()
}

const input = part<HTMLInputElement>('file')
const area = part('drop')
input.addEventListener('change', () => take([...(input.files ?? [])]))
document.addEventListener('dragover', (event) => {
  event.preventDefault()
  area.classList.add('over')
})
document.addEventListener('dragleave', () => area.classList.remove('over'))
document.addEventListener('drop', (event) => {
  event.preventDefault()
  area.classList.remove('over')
  take([...(event.dataTransfer?.files ?? [])])
})
part('samples').addEventListener('click', () =>
  take(Object.entries(SAMPLES).map(([name, text]) => new File([text], name))),
)
part('options').addEventListener('change', () => void report())
