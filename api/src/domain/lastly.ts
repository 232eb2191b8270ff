/** Something left for the end. Where it is the very last, the transaction may be committed together with it. */
type Step = (isEnd: boolean) => Promise<void>

/** What is left for the end of a transaction; null where nobody keeps it. */
export interface Lasting {
  last: Step[] | null
}

/**
 * Does something when the rest of the transaction is done: a row that many transactions write to, and for which they wait, is
 * then held for as short a time as can be. Where nobody keeps what comes last, it is done at once.
 */
export async function lastly({ last }: Lasting, step: Step): Promise<void> {
  if (last) last.push(step)
  else await step(false)
}

/** Does the work of a transaction, and then what it left for the end. Must run inside the transaction. */
export async function withLast<C extends Lasting, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  return withEnd(ctx, work, false)
}

/** The same, where nothing comes after it but the commit. */
export async function withLastAndCommit<C extends Lasting, T>(
  ctx: C,
  work: (ctx: C) => Promise<T>,
): Promise<T> {
  return withEnd(ctx, work, true)
}

async function withEnd<C extends Lasting, T>(
  ctx: C,
  work: (ctx: C) => Promise<T>,
  isEnd: boolean,
): Promise<T> {
  const last: Step[] = []
  const result = await work({ ...ctx, last })
  for (const [index, step] of last.entries()) await step(isEnd && index === last.length - 1)
  return result
}
