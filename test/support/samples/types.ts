/** For each function the calls that work: a list of arguments each. */
export type Samples = Readonly<Record<string, readonly (readonly unknown[])[]>>
