/** A field of the options as the result has it: a copy, without negative zeros. */
export function echoed<Given extends object | string>(given: Given): Given {
  if (typeof given === 'string') return given
  const fields = Object.entries(given).filter(([, value]) => value !== undefined)
  const copied = fields.map(([name, value]) => [
    name,
    typeof value === 'number' ? value + 0 : value,
  ])
  return Object.fromEntries(copied) as Given
}
