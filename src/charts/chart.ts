/** What JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue }

/**
 * A picture as a Vega-Lite specification: plain JSON with its data inside, free of colours and fonts.
 *
 * Marks carry style names that begin with `cm-`; a theme, such as {@link chartTheme} makes, says what
 * they look like. It goes in as `{ ...chart, config: chartTheme() }`.
 */
export interface Chart {
  /** The schema that the specification follows. */
  readonly $schema: string
  /** The numbers of the picture in whole sentences, for those who do not see it. */
  readonly description: string
  /** The title and what stands under it, broken into lines that fit. */
  readonly title: {
    /** Lines of the title. */
    readonly text: readonly string[]
    /** Lines that say how the picture is read. */
    readonly subtitle: readonly string[]
    /** Where the lines begin: `'end'` from right to left. */
    readonly anchor: 'start' | 'end'
    /** They may use the whole width. */
    readonly frame: 'bounds'
  }
  /** Data, marks and scales. */
  readonly [key: string]: JsonValue
}

/**
 * How numbers and days are written in a picture. Each function is called with a value and returns its
 * text; the text goes into the specification, the function does not.
 */
export interface ChartFormat {
  /**
   * Counts, scores, ages and means.
   * @defaultValue three digits at least, `1,234.5`
   */
  readonly number?: (value: number) => string
  /**
   * Shares from 0 to 1.
   * @defaultValue per cent, `45%`
   */
  readonly share?: (value: number) => string
  /**
   * Amounts of money.
   * @defaultValue as numbers
   */
  readonly amount?: (value: number) => string
  /**
   * Days written as `2025-01-31`.
   * @defaultValue as they are
   */
  readonly day?: (day: string) => string
}

/**
 * Texts that every picture has: the lines under the title, the description for screen readers, an
 * estimate with its interval, and what is said where nothing is known or drawn.
 */
export type CommonLabel = 'subtitle' | 'description' | 'estimate' | 'unknown' | 'nothing'

/** What every picture takes; `Label` names its texts. */
export interface ChartOptions<Label extends string = string> {
  /**
   * What the picture shows, or what follows from it.
   * @defaultValue what the picture shows, in English
   */
  readonly title?: string
  /**
   * Texts of the picture in your language. Words in braces, `{low}`, are filled in: those that the
   * default has are the ones there are.
   * @defaultValue English
   */
  readonly labels?: Readonly<Partial<Record<Label | CommonLabel, string>>>
  /**
   * The whole width in pixels, axes and labels included, 200 to 4000.
   * @defaultValue `640`
   */
  readonly width?: number
  /**
   * Which way the texts run. Time and numbers run from left to right in both.
   * @defaultValue `'ltr'`
   */
  readonly direction?: 'ltr' | 'rtl'
  /**
   * How numbers and days are written.
   * @defaultValue English, with days as they are
   */
  readonly format?: ChartFormat
}
