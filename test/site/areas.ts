import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  type Application,
  Comment,
  CommentTag,
  type Context,
  Converter,
  type DeclarationReflection,
  type DocumentReflection,
  ReflectionKind,
} from 'typedoc'
import ts from 'typescript'
import { entry } from '../../tsup.config.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Subpaths that no area is: what they export is listed under their own name. */
const APART = ['index', 'schemas', 'sql', 'charts']

/** The areas, in the order in which a reader meets them. */
const AREAS: readonly string[] = [
  ...[
    'ratings',
    'nps',
    'csat',
    'ces',
    'churn',
    'billing',
    'revenue',
    'sales',
    'retention',
    'clv',
    'cost',
  ],
  ...['service', 'value', 'groups', 'periods', 'statistics', 'errors'],
]

/** What several areas export, such as an interval. */
const SHARED = 'shared'

/** The kinds of pages in the order of the menu, and the pages of each; a name that is no page is passed over. */
const GUIDES: readonly (readonly [kind: string, pages: readonly string[]])[] = [
  ['Start here', ['dashboard', 'files', 'tallies', 'proof', 'fa']],
  ['Guides', AREAS.filter((area) => area !== 'errors')],
  ['Lifetime value, model by model', ['clv/choosing', 'clv/models', 'clv/*']],
  ['Tools', ['charts', 'sql', 'command', 'schemas', 'runtimes', '*']],
  [
    'Background',
    ['claims', 'input', 'output', 'errors', 'contributing', 'mutation', 'why/README', 'why/*'],
  ],
  ['Releases', ['releases/*', 'versioning']],
  ['Decisions', ['decisions/README', 'decisions/*']],
]

const REFERENCE = 'Reference'

/** The order of everything that has a kind. */
export const ORDER: readonly string[] = [
  ...GUIDES.slice(0, 4).map(([kind]) => kind),
  REFERENCE,
  ...GUIDES.slice(4).map(([kind]) => kind),
  ...AREAS,
  SHARED,
  '*',
]

/** All pages by their kind, in the order of the menu. A page that no kind names is a tool. */
function menu(): Map<string, string> {
  const all = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -3))
    .sort()
  const named = new Set(GUIDES.flatMap(([, pages]) => pages))
  const matching = (page: string): string[] => {
    if (!page.endsWith('*')) return all.filter((each) => each === page)
    const folder = page.slice(0, -1)
    return all.filter(
      (each) =>
        each.startsWith(folder) && !each.slice(folder.length).includes('/') && !named.has(each),
    )
  }
  const kinds = GUIDES.flatMap(([kind, pages]) =>
    pages.flatMap(matching).map((page): [string, string] => [`docs/${page}.md`, kind]),
  )
  return new Map([...kinds, ['CHANGELOG.md', 'Releases']])
}

const KINDS = menu()

/** The pages of the site, in the order of the menu. */
export const PAGES: readonly string[] = [...KINDS.keys()]

/** Pages of one kind. */
export function pagesOf(kind: string): string[] {
  return PAGES.filter((page) => KINDS.get(page) === kind)
}

/** The kinds of pages, in the order of the menu. */
export const PAGE_KINDS: readonly string[] = GUIDES.map(([kind]) => kind)

/** The areas that export each name, from their index files. */
function exporters(program: ts.Program): Map<ts.Symbol, string[]> {
  const checker = program.getTypeChecker()
  const found = new Map<ts.Symbol, string[]>()
  for (const [area, path] of Object.entries(entry)) {
    if (APART.includes(area)) continue
    const file = program.getSourceFile(join(root, path))
    const module = file && checker.getSymbolAtLocation(file)
    if (!module) continue
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol =
        exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
      found.set(symbol, [...(found.get(symbol) ?? []), area])
    }
  }
  return found
}

/** The area of a symbol: the folder that it is declared in, else the one that exports it. */
function areaOf(symbol: ts.Symbol, owners: ReadonlyMap<ts.Symbol, readonly string[]>): string {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? ''
  const folders = relative(join(root, 'src'), file).replace(/\.ts$/, '').split('/')
  const own = folders[0] === 'charts' ? folders[1] : folders[0]
  if (own !== undefined && AREAS.includes(own)) return own
  const by = owners.get(symbol) ?? []
  return by.length === 1 ? (by[0] as string) : SHARED
}

function categorize(reflection: DeclarationReflection | DocumentReflection, name: string): void {
  reflection.comment ??= new Comment()
  reflection.comment.blockTags.push(new CommentTag('@category', [{ kind: 'text', text: name }]))
}

/** Puts every export under its area and every page under its kind, and names pages by their headings. */
export function byArea(app: Application): void {
  const owners = new WeakMap<ts.Program, Map<ts.Symbol, string[]>>()
  app.converter.on(
    Converter.EVENT_CREATE_DECLARATION,
    (context: Context, reflection: DeclarationReflection) => {
      if (reflection.kindOf(ReflectionKind.Module)) {
        // Modules come by the names of their files.
        const subpath = reflection.name.replace(/\/?index$/, '')
        reflection.name = `customer-metrics${subpath && `/${subpath}`}`
        categorize(reflection, REFERENCE)
        return
      }
      const { parent } = reflection
      if (!parent?.kindOf(ReflectionKind.Module) || parent.name.endsWith('/schemas')) return
      const symbol = context.getSymbolFromReflection(reflection)
      if (!symbol) return
      let known = owners.get(context.program)
      if (!known) {
        known = exporters(context.program)
        owners.set(context.program, known)
      }
      if (!parent.name.endsWith('/sql')) categorize(reflection, areaOf(symbol, known))
    },
  )
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document: DocumentReflection) => {
    const path = pathOf(document)
    const heading = /^# (.+)$/m.exec(Comment.combineDisplayParts(document.content))?.[1]
    if (heading) document.name = heading.replace(/[`*]/g, '')
    categorize(document, KINDS.get(path) ?? 'Tools')
  })
}

/** The place of a page in the repository. */
export function pathOf(document: DocumentReflection): string {
  const file = document.project.files.getReflectionPath(document)
  if (!file) throw new Error(`${document.name} is of no file`)
  return relative(root, file)
}
