const LONGEST = 500

/** A text that a stranger wrote, as it can be kept: our database keeps neither every text nor should it keep any length. */
export function foreignText(text: string): string {
  return text.replaceAll('\0', '').slice(0, LONGEST).toWellFormed()
}
