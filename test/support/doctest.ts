import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { expect } from 'vitest'

/** A piece of code in a page, a doc comment or a script, whose `// =>` comments are assertions. */
export interface Example {
  /** File and line, as an editor opens them. */
  readonly where: string
  readonly code: string
}

/** All examples of the project. */
export function findExamples(root: string): Example[] {
  const files = [
    join(root, 'README.md'),
    ...walk(join(root, 'docs')),
    ...walk(join(root, 'src')),
    ...walk(join(root, 'examples')),
  ]
  return files.flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    const where = relative(root, file)
    if (file.endsWith('.md')) return fences(text, where, 0)
    if (where.startsWith('src')) return docComments(text, where)
    return text.includes('// =>') ? [{ where, code: text }] : []
  })
}

function walk(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(path).isDirectory()) return walk(path)
    return /\.(md|ts)$/.test(name) ? [path] : []
  })
}

function fences(text: string, where: string, firstLine: number): Example[] {
  // Those within lists are indented.
  return [...text.matchAll(/^( *)```ts\n([\s\S]*?)^\1```$/gm)].map((match) => ({
    where: `${where}:${firstLine + text.slice(0, match.index).split('\n').length}`,
    code: (match[2] as string).replaceAll(new RegExp(`^${match[1]}`, 'gm'), ''),
  }))
}

function docComments(text: string, where: string): Example[] {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((match) => {
    const line = text.slice(0, match.index).split('\n').length - 1
    return fences(match[0].replace(/^ *\* ?/gm, ''), where, line)
  })
}

/** Runs an example against the modules given; returns how many assertions it made. */
export async function runExample(
  { code, where }: Example,
  modules: Readonly<Record<string, Record<string, unknown>>>,
): Promise<number> {
  const { body, assertions } = instrument(code, where)
  const script = ts.transpileModule(body, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  }).outputText
  const check = async (actual: () => unknown, expected: string, line: number): Promise<void> => {
    const at = `${where}, line ${line}`
    if (expected.startsWith('throws ')) {
      await expect(async () => actual(), at).rejects.toThrow(expected.slice(7))
    } else compare(await actual(), expected, at)
  }
  const ambient = modules['customer-metrics'] ?? {}
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<void>
  const run = new AsyncFunction('__check', '__modules', ...Object.keys(ambient), `{${script}\n}`)
  await run(check, modules, ...Object.values(ambient))
  return assertions
}

/** Turns `expression // => value` into a call that compares, and imports into look-ups. */
function instrument(code: string, where: string): { body: string; assertions: number } {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true)
  const found = [...code.matchAll(/\/\/ => ?(.*(?:\n[ \t]*\/\/ {3,}\S.*)*)/g)]
  const used = new Set<number>()
  let body = ''
  for (const statement of source.statements) {
    const text = statement.getText(source)
    const comment = found.find(({ index }) => {
      const between = code.slice(statement.getEnd(), index)
      return index >= statement.getEnd() && /^;?[ \t]*\n?[ \t]*$/.test(between)
    })
    if (!comment) {
      body += `${ts.isImportDeclaration(statement) ? lookUp(statement) : text}\n`
      continue
    }
    used.add(comment.index)
    const expected = JSON.stringify((comment[1] as string).replace(/\n[ \t]*\/\/ */g, ' ').trim())
    const line = code.slice(0, statement.getStart(source)).split('\n').length
    const [before, actual] = asserted(statement, text, source, where)
    body += `${before}\nawait __check(async () => (${actual}), ${expected}, ${line})\n`
  }
  const lost = found.find(({ index }) => !used.has(index))
  if (lost) throw new Error(`${where}: nothing stands before “${lost[0]}”`)
  return { body, assertions: used.size }
}

/** The code to run first, and the expression whose value is asserted. */
function asserted(
  statement: ts.Statement,
  text: string,
  source: ts.SourceFile,
  where: string,
): [string, string] {
  if (ts.isExpressionStatement(statement)) {
    const { expression } = statement
    const logged =
      ts.isCallExpression(expression) && expression.expression.getText(source) === 'console.log'
    return [
      '',
      logged
        ? (expression.arguments[0] as ts.Expression).getText(source)
        : expression.getText(source),
    ]
  }
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations
    if (declaration && ts.isIdentifier(declaration.name)) return [text, declaration.name.text]
  }
  throw new Error(`${where}: no value to compare in “${text}”`)
}

function lookUp(statement: ts.ImportDeclaration): string {
  const from = `__modules[${statement.moduleSpecifier.getText()}]`
  const clause = statement.importClause
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return ''
  if (clause.name) return `const ${clause.name.text} = ${from}.default`
  const bindings = clause.namedBindings as ts.NamedImportBindings
  if (ts.isNamespaceImport(bindings)) return `const ${bindings.name.text} = ${from}`
  const names = bindings.elements
    .filter((element) => !element.isTypeOnly)
    .map(({ propertyName, name }) =>
      propertyName ? `${propertyName.text}: ${name.text}` : name.text,
    )
  return `const { ${names.join(', ')} } = ${from}`
}

/**
 * Compares a value with its expected text. `0.3333…` is a number that begins with these digits; an
 * object that ends in `, … }` may have more fields than are shown.
 */
function compare(actual: unknown, expected: string, at: string): void {
  const partial = /, … ?\}/.test(expected)
  const text = expected.replace(/, … ?\}/g, '}').replace(/(-?\d[\d.]*)…/g, '__digits("$1")')
  const value: unknown = new Function('__digits', `return (${text})`)(digits)
  if (partial) expect(actual, at).toMatchObject(value as object)
  else expect(actual, at).toStrictEqual(value)
}

function digits(shown: string): { asymmetricMatch(value: unknown): boolean; toString(): string } {
  return {
    asymmetricMatch: (value) => typeof value === 'number' && value.toFixed(20).startsWith(shown),
    toString: () => `${shown}…`,
  }
}

/** Type errors of the examples, as `where: message`. */
export function typeErrors(
  examples: readonly Example[],
  root: string,
  exported: Readonly<Record<string, readonly string[]>>,
): string[] {
  const config = ts.readConfigFile(join(root, 'test/tsconfig.json'), ts.sys.readFile)
  const parsed = ts.parseJsonConfigFileContent(config.config, ts.sys, join(root, 'test'))
  const options: ts.CompilerOptions = {
    ...parsed.options,
    noUncheckedIndexedAccess: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    noEmit: true,
  }
  const virtual = new Map(
    examples.map(({ code }, index) => [
      join(root, 'examples', `__example_${index}.ts`),
      withImports(code, exported),
    ]),
  )
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (file) => virtual.has(file) || fileExists.call(host, file)
  host.readFile = (file) => virtual.get(file) ?? readFile.call(host, file)
  host.getSourceFile = (file, version, ...rest) => {
    const code = virtual.get(file)
    return code === undefined
      ? getSourceFile.call(host, file, version, ...rest)
      : ts.createSourceFile(file, code, version)
  }
  const files = [...virtual.keys()]
  const program = ts.createProgram(files, options, host)
  return files.flatMap((file, index) => {
    const source = program.getSourceFile(file)
    return [
      ...program.getSemanticDiagnostics(source),
      ...program.getSyntacticDiagnostics(source),
    ].map(
      ({ messageText }) =>
        `${examples[index]?.where}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
  })
}

/** Examples in doc comments do without imports; the compiler does not. */
function withImports(code: string, exported: Readonly<Record<string, readonly string[]>>): string {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true)
  const declared = new Set<string>()
  const mentioned = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (
      (ts.isVariableDeclaration(node) ||
        ts.isFunctionDeclaration(node) ||
        ts.isImportSpecifier(node)) &&
      node.name &&
      ts.isIdentifier(node.name)
    )
      declared.add(node.name.text)
    else if (ts.isIdentifier(node)) mentioned.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  const imports = Object.entries(exported).map(([from, all]) => {
    const names = all.filter((name) => mentioned.has(name) && !declared.has(name))
    // Some subpaths have the same error class; the first one will do.
    for (const name of names) declared.add(name)
    return names.length > 0 ? `import { ${names.join(', ')} } from '${from}'` : ''
  })
  return `${imports.join('\n')}\n${code}\nexport {}\n`
}
