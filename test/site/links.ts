import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Links of a built site that lead nowhere, as `page: link`; those to other hosts are not followed. */
export function deadLinks(folder: string): string[] {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  )
  const anchors = new Map<string, Set<string>>()
  const anchorsOf = (file: string): Set<string> => {
    const known = anchors.get(file) ?? idsOf(readFileSync(file, 'utf8'))
    anchors.set(file, known)
    return known
  }
  return pages.flatMap((page) => {
    const file = join(folder, page)
    const isDead = (link: string): boolean => {
      if (/^(?:[a-z]+:|\/\/)/i.test(link)) return false
      const [path = '', anchor = ''] = decodeURI(link).split('#')
      const target = path === '' ? file : join(dirname(file), path)
      const inside = !relative(folder, target).startsWith('..')
      if (!inside || !existsSync(target) || statSync(target).isDirectory()) return true
      return anchor !== '' && target.endsWith('.html') && !anchorsOf(target).has(anchor)
    }
    return [...new Set(linksOf(readFileSync(file, 'utf8')).filter(isDead))].map(
      (link) => `${page}: ${link} leads nowhere`,
    )
  })
}

function linksOf(html: string): string[] {
  return valuesOf(html, /\s(?:href|src)="([^"]*)"/g)
}

function idsOf(html: string): Set<string> {
  return new Set(valuesOf(html, /\s(?:id|name)="([^"]*)"/g))
}

function valuesOf(html: string, attribute: RegExp): string[] {
  // What a script or an example says is no link of the page.
  const markup = html.replace(/<script[\s\S]*?<\/script>/g, '')
  return [...markup.matchAll(attribute)].map(([, value = '']) => value.replaceAll('&amp;', '&'))
}
