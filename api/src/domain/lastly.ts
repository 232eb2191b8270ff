/** What is left for the end of a transaction; null where nobody keeps it. */
export interface Lasting {
  last: (() => Promise<void>)[] | null
}

/**
 * Does something when the rest of the transaction is done: a row that many transactions write to, and for which they wait, is
 * then held for as short a time as can be. Where nobody keeps what comes last, it is done at once.
 */
export async function lastly({ last }: Lasting, step: () => Promise<void>): Promise<void> {
  if (last) last.push(step)
  else await step()
}

/** Does the work of a transaction, and then what it left for the end. Must run inside the transaction. */
export async function withLast<C extends Lasting, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  const last: (() => Promise<void>)[] = []
  const result = await work({ ...ctx, last })
  for (const step of last) await step()
  return result
}
