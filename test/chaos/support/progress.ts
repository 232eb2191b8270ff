/** How a run tells how far it has come. */
export type Progress = {
  begin(what: string, total: number): void
  step(): void
  end(): void
}
