// The package's own types are not found through its exports.
declare module 'cephes' {
  const cephes: {
    readonly compiled: Promise<void>
    lgam(x: number): number
    ndtr(x: number): number
    incbet(a: number, b: number, x: number): number
    stdtr(degrees: number, t: number): number
    igamc(a: number, x: number): number
  }

  export { cephes as default }
}
