/** A field of the options as the result has it: a copy, as in JSON without negative zeros. */
export function echoed<Given>(given: Given): Given {
  return JSON.parse(JSON.stringify(given))
}
