import ts from 'typescript'
import { publicModule } from './publicModule.js'
import { samples } from './samples/index.js'

/** A plain object among the arguments of a sample, and the name of a type that it may be of. */
export interface TypedPlace {
  readonly name: string
  readonly args: readonly unknown[]
  /** The number of the argument, and the keys within it. */
  readonly at: number
  readonly path: readonly string[]
  readonly type: string
}

/** Every plain object in the samples' arguments, rows of a list left out, with its types by the compiler. */
export function typedPlaces(): TypedPlace[] {
  const { checker, module } = publicModule()
  return checker.getExportsOfModule(module).flatMap((symbol) =>
    checker
      .getTypeOfSymbol(symbol)
      .getCallSignatures()
      .flatMap((call) =>
        (samples[symbol.name] ?? []).flatMap((args) =>
          call.getParameters().flatMap((parameter, at) =>
            within(checker, checker.getTypeOfSymbol(parameter), args[at]).map((place) => ({
              ...{ name: symbol.name, args, at },
              ...place,
            })),
          ),
        ),
      ),
  )
}

function within(
  checker: ts.TypeChecker,
  type: ts.Type,
  value: unknown,
  path: readonly string[] = [],
): Pick<TypedPlace, 'path' | 'type'>[] {
  if (typeof value !== 'object' || value?.constructor !== Object) return []
  const types = (type.isUnion() ? type.types : [type]).filter(
    (each) => each.isIntersection() || (each.flags & ts.TypeFlags.Object) !== 0,
  )
  return types.flatMap((each) => [
    { path, type: (each.aliasSymbol ?? each.getSymbol())?.name ?? '' },
    ...Object.entries(value).flatMap(([key, part]) => {
      const property = each.getProperty(key)
      const found = property ? checker.getTypeOfSymbol(property) : each.getStringIndexType()
      return found ? within(checker, found, part, [...path, key]) : []
    }),
  ])
}
