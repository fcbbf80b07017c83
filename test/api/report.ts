import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { entry } from '../../tsup.config.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const printer = ts.createPrinter({ removeComments: true })

/**
 * The sources alone, without what they import from packages: an API is written in our own words, and
 * a program of these files is there in a second.
 */
function sources(): { program: ts.Program; checker: ts.TypeChecker } {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noLib: true,
    types: [],
  }
  const host = ts.createCompilerHost(options)
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => {
      const file = join(from, '..', text.replace(/\.js$/, '.ts'))
      const isOwn = text.startsWith('.')
      return {
        resolvedModule: isOwn
          ? { resolvedFileName: file, extension: ts.Extension.Ts, isExternalLibraryImport: false }
          : undefined,
      }
    })
  const files = Object.values(entry).map((path) => join(root, path))
  const program = ts.createProgram(files, options, host)
  return { program, checker: program.getTypeChecker() }
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The code of a node on one line. */
function code(node: ts.Node): string {
  return printer
    .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
    .replace(/\s+/g, ' ')
    .replace(/^\| /, '')
}

function lines(head: string, members: readonly string[]): string {
  return [head, ...members.map((member) => `  ${member}`)].join('\n')
}

function generics(node: {
  typeParameters?: ts.NodeArray<ts.TypeParameterDeclaration> | undefined
}): string {
  return node.typeParameters ? `<${node.typeParameters.map(code).join(', ')}>` : ''
}

function parameter(node: ts.ParameterDeclaration): string {
  const mark = node.questionToken || node.initializer ? '?' : ''
  const rest = node.dotDotDotToken ? '...' : ''
  const type = node.type ? `: ${code(node.type)}` : ''
  return `${rest}${code(node.name)}${mark}${type}`
}

function returned(node: ts.SignatureDeclaration): string {
  return node.type ? `returns ${code(node.type)}` : 'returns nothing that is written down'
}

/** A field or a method without its semicolon. */
function member(node: ts.TypeElement): string {
  return code(node).replace(/;$/, '')
}

/** The parts of a type one a line: the members of a union, the fields of an object. */
function typeLines(type: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(type)) return type.types.map((part) => `| ${code(part)}`)
  if (ts.isTypeLiteralNode(type)) return type.members.map(member)
  return [`= ${code(type)}`]
}

function isPrivate(node: ts.ClassElement): boolean {
  return ts.canHaveModifiers(node)
    ? !!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
    : false
}

function classMember(node: ts.ClassElement): string[] {
  if (isPrivate(node)) return []
  if (ts.isConstructorDeclaration(node))
    return [`new (${node.parameters.map(parameter).join(', ')})`]
  if (ts.isPropertyDeclaration(node)) {
    const value = node.type ? `: ${code(node.type)}` : ` = ${node.initializer?.getText() ?? ''}`
    const modifiers = (ts.getModifiers(node) ?? []).map(({ kind }) => ts.tokenToString(kind))
    const isReadonly = modifiers.includes('readonly')
    return [`${isReadonly ? 'readonly ' : ''}${code(node.name)}${value}`]
  }
  return [code(node).replace(/ \{.*$/, '')]
}

/** A declaration as it reads from outside: no bodies, no comments, one line a field or a parameter. */
function declaration(name: string, node: ts.Declaration): string {
  if (ts.isFunctionDeclaration(node))
    return lines(`function ${name}${generics(node)}`, [
      ...node.parameters.map(parameter),
      returned(node),
    ])
  const clauses =
    ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)
      ? (node.heritageClauses ?? []).map((clause) => ` ${code(clause).trim()}`).join('')
      : ''
  if (ts.isInterfaceDeclaration(node))
    return lines(`interface ${name}${generics(node)}${clauses}`, node.members.map(member))
  if (ts.isClassDeclaration(node))
    return lines(`class ${name}${clauses}`, node.members.flatMap(classMember))
  if (ts.isTypeAliasDeclaration(node))
    return lines(`type ${name}${generics(node)}`, typeLines(node.type))
  if (ts.isVariableDeclaration(node)) {
    const value = node.type ? `: ${code(node.type)}` : ` = ${code(node.initializer as ts.Node)}`
    return `const ${name}${value}`
  }
  return `${name} ${code(node)}`
}

/** Visits the names in what a declaration shows: types, and values only where no type is written. */
function shown(node: ts.Node, visit: (id: ts.Identifier) => void): void {
  if (ts.isIdentifier(node)) visit(node)
  const isTyped = (ts.isVariableDeclaration(node) || ts.isParameter(node)) && !!node.type
  ts.forEachChild(node, (child) => {
    const isBehind = isTyped && child === node.initializer
    if (!isBehind && !ts.isBlock(child)) shown(child, visit)
  })
}

export interface ApiReport {
  /**
   * The text of each file: an area with what it alone exports, `shared.txt` with what several areas
   * export, and `names.txt` with the names of all that the package exports.
   */
  readonly files: ReadonlyMap<string, string>
  /** What an exported type is made of though it is not exported itself, and callers cannot name. */
  readonly hidden: readonly string[]
}

/** The public API as it stands in the sources. */
export function apiReport(): ApiReport {
  const { program, checker } = sources()

  /** The symbol itself, behind imports and re-exports; nothing if it is a package's. */
  function resolved(symbol: ts.Symbol): ts.Symbol | undefined {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
    return own.declarations?.length ? own : undefined
  }

  function exportsOf(name: string): ReadonlyMap<string, ts.Symbol> {
    const file = program.getSourceFile(join(root, entry[name] as string))
    const symbol = file && checker.getSymbolAtLocation(file)
    const found = symbol ? checker.getExportsOfModule(symbol) : []
    return new Map(found.map((each) => [each.name, each] as const).sort(([a], [b]) => byName(a, b)))
  }

  function textOf(name: string, symbol: ts.Symbol): string {
    const declarations = resolved(symbol)?.declarations
    if (!declarations) return `${name} is that of its package`
    // Overloads stand for a function; the signature behind them is seen by nobody.
    const overloads = declarations.filter((node) => ts.isFunctionDeclaration(node) && !node.body)
    return (overloads.length > 0 ? overloads : declarations)
      .map((node) => declaration(name, node))
      .join('\n')
  }

  const areas = Object.keys(entry).filter((name) => name !== 'index')
  const exported = new Map(areas.map((area) => [area, exportsOf(area)] as const))
  const homes = new Map<string, string[]>()
  for (const [area, names] of exported)
    for (const name of names.keys()) homes.set(name, [...(homes.get(name) ?? []), area])

  const files = new Map<string, string>()
  const shared = new Map<string, ts.Symbol>()
  for (const [area, names] of exported) {
    const own: string[] = []
    const elsewhere: string[] = []
    for (const [name, symbol] of names)
      if (homes.get(name)?.length === 1) own.push(textOf(name, symbol))
      else {
        shared.set(name, symbol)
        elsewhere.push(`${name} (shared)`)
      }
    files.set(area, [...elsewhere, '', own.join('\n\n')].join('\n').trim())
  }
  const sharedNames = [...shared].sort(([a], [b]) => byName(a, b))
  files.set('shared', sharedNames.map(([name, symbol]) => textOf(name, symbol)).join('\n\n'))

  const publicSymbols = new Set(
    [...exported.values()].flatMap((names) => [...names.values()].map(resolved)),
  )
  const seen = new Set(publicSymbols)
  const hidden = new Set<string>()
  const queue = [...publicSymbols]
  for (let symbol = queue.pop(); symbol || queue.length > 0; symbol = queue.pop())
    for (const node of symbol?.declarations ?? [])
      shown(node, (id) => {
        const found = checker.getSymbolAtLocation(id)
        const used = found && resolved(found)
        if (!used || seen.has(used) || !isTopLevel(used)) return
        seen.add(used)
        hidden.add(used.name)
        queue.push(used)
      })

  files.set('names', [...exportsOf('index').keys()].join('\n'))
  return {
    files: new Map([...files].map(([name, text]) => [`${name}.txt`, `${text}\n`] as const)),
    hidden: [...hidden].sort(byName),
  }
}

/** Whether something is declared in a file itself, as a type or a value that others may name. */
function isTopLevel(symbol: ts.Symbol): boolean {
  return !!symbol.declarations?.every((node) => {
    const parent = ts.isVariableDeclaration(node) ? node.parent.parent.parent : node.parent
    return parent && ts.isSourceFile(parent) && !ts.isImportClause(node)
  })
}

/** Where the report is kept. */
export const apiFolder: string = join(root, 'test', 'api')
