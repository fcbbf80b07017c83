import type ts from 'typescript'
import { publicModule } from './publicModule.js'

/** One function's result, and another that takes it: whole, or as an item of a list. */
export interface Pair {
  readonly from: string
  readonly to: string
  readonly as: 'whole' | 'item'
}

/** Every pair of public functions of which one returns, by its type, what the other takes first. */
export function pairsByType(): Pair[] {
  const { checker, module } = publicModule()
  const functions = checker.getExportsOfModule(module).flatMap((symbol) => {
    const [call] = checker.getTypeOfSymbol(symbol).getCallSignatures()
    if (!call) return []
    const [first] = call.getParameters()
    const taken = first ? checker.getTypeOfSymbol(first) : undefined
    return [{ name: symbol.name, made: call.getReturnType(), taken }]
  })
  /** The names of the types of a union. */
  const namesOf = (type: ts.Type): string[] =>
    type.isUnion()
      ? type.types.flatMap(namesOf)
      : // A fit is a model and more; a score that has groups is not given as groups.
        [type, ...(type.isClassOrInterface() ? checker.getBaseTypes(type).filter(isModel) : [])]
          .map(nameOf)
          .filter((name) => name !== '')
  const itemOf = (type: ts.Type): ts.Type | undefined => {
    const name = type.getSymbol()?.name ?? ''
    return /^(Iterable|Array|ReadonlyArray)$/.test(name)
      ? checker.getTypeArguments(type as ts.TypeReference)[0]
      : undefined
  }
  const parts = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type])
  return functions.flatMap(({ name: from, made }) => {
    const madeItem = itemOf(made)
    const names = new Set(namesOf(made))
    const itemNames = new Set(madeItem ? namesOf(madeItem) : [])
    return functions.flatMap(({ name: to, taken }): Pair[] => {
      if (!taken) return []
      const whole = parts(taken).some((part) => names.has(nameOf(part)))
      const items = parts(taken).flatMap((part) => {
        const item = itemOf(part)
        return item ? namesOf(item) : []
      })
      return [
        ...(whole || items.some((item) => itemNames.has(item))
          ? [{ from, to, as: 'whole' } as const]
          : []),
        ...(items.some((item) => names.has(item)) ? [{ from, to, as: 'item' } as const] : []),
      ]
    })
  })
}

function isModel(type: ts.Type): boolean {
  return /Model$/.test(nameOf(type))
}

/** The name of a type of this library; of others none. */
function nameOf(type: ts.Type): string {
  const symbol = type.aliasSymbol ?? type.getSymbol()
  const file = symbol?.declarations?.[0]?.getSourceFile().fileName ?? ''
  return /\/src\//.test(file) && !file.includes('node_modules') ? (symbol as ts.Symbol).name : ''
}
