/** Says that an input cannot be read at all, in a sentence for the one who gave it. */
export interface InputError extends Error {
  readonly name: 'InputError'
}

/** Makes the error; a plain one, known by its name. */
export function inputError(message: string): InputError {
  return Object.assign(new Error(message), { name: 'InputError' as const })
}

/** Whether an error is about the input, and so is a sentence for the user rather than a fault. */
export function isInputError(error: unknown): error is InputError {
  return error instanceof Error && error.name === 'InputError'
}
