/** How a run tells how far it has come. */
export type Progress = {
  begin(what: string, total: number): void
  step(): void
  end(): void
}

/** For tests, which tell their outcome only. */
export const silent: Progress = { begin: () => {}, step: () => {}, end: () => {} }
