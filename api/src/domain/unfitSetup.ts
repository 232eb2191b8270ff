/** What only the host can mend: a worker that finds it does not start, and says what is wrong. */
export class UnfitSetup extends Error {
  override name = 'UnfitSetup'
}
