import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PAGE_KINDS, pagesOf } from './areas.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Puts the guides into the site as they are written, and a list of them into `llms.txt` (llmstxt.org). */
export function writeLlms(out: string): void {
  const lines = kindsOfPages().flatMap(({ kind, pages }) => [
    `## ${kind}`,
    '',
    ...pages.map(({ title, path, about }) => `- [${title}](${path})${about && `: ${about}`}`),
    '',
  ])
  const readme = textOf('README.md')
  writeFileSync(
    join(out, 'llms.txt'),
    [`# customer-metrics`, '', `> ${summaryOf(readme)}`, '', ...lines].join('\n'),
  )
  cpSync(join(root, 'docs'), join(out, 'guides'), {
    recursive: true,
    filter: (path) => !path.endsWith('.svg'),
  })
  cpSync(join(root, 'CHANGELOG.md'), join(out, 'guides/CHANGELOG.md'))
}

/** A page as the list names it. */
interface Entry {
  readonly title: string
  readonly path: string
  readonly about: string
}

function kindsOfPages(): { readonly kind: string; readonly pages: readonly Entry[] }[] {
  return PAGE_KINDS.map((kind) => ({
    kind,
    pages: pagesOf(kind).map((page) => {
      const text = textOf(page)
      return {
        title: /^# (.+)$/m.exec(text)?.[1] ?? page,
        path: `guides/${page.replace(/^docs\//, '')}`,
        about: summaryOf(text),
      }
    }),
  }))
}

function textOf(page: string): string {
  return readFileSync(join(root, page), 'utf8')
}

/** The first sentences of a page, where it begins with some. */
function summaryOf(text: string): string {
  const first = text.split(/\n{2,}/).find((part) => /^[\p{L}“*`]/u.test(part)) ?? ''
  return first.replace(/\n/g, ' ').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
}
