/** Every list of plain objects in the arguments of a call, and the same call with it in another order. */
export function reordered(
  args: readonly unknown[],
  order: (list: readonly unknown[]) => unknown[],
): { readonly place: string; readonly args: unknown[] }[] {
  return listsIn(args).map((path) => ({
    place: path.join('.'),
    args: withOrder(args, path, order) as unknown[],
  }))
}

type Place = readonly (string | number)[]

function listsIn(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return []
  const here =
    path.length > 0 && Array.isArray(value) && value.length > 1 && value.every(isRow) ? [path] : []
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, part]) =>
      listsIn(part, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

function isRow(item: unknown): boolean {
  return typeof item === 'object' && item?.constructor === Object
}

function withOrder(
  value: unknown,
  [key, ...rest]: Place,
  order: (list: readonly unknown[]) => unknown[],
): unknown {
  if (key === undefined) return order(value as readonly unknown[])
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = withOrder(copy[key], rest, order)
  return copy
}
