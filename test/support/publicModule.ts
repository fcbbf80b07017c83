import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The library as the compiler sees it, and what answers questions about its types. */
export function publicModule(): { readonly checker: ts.TypeChecker; readonly module: ts.Symbol } {
  const root = fileURLToPath(new URL('../../src/index.ts', import.meta.url))
  const config = ts.getParsedCommandLineOfConfigFile(
    fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )
  const program = ts.createProgram([root], config?.options ?? {})
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(program.getSourceFile(root) as ts.SourceFile)
  return { checker, module: module as ts.Symbol }
}
