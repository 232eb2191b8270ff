/** How a run tells how far it has come. */
export type Progress = {
  begin(what: string, total: number): void
  step(): void
  end(): void
}

/** For runs that are too short to be watched. */
export const NO_PROGRESS: Progress = {
  begin: () => undefined,
  step: () => undefined,
  end: () => undefined,
}
