import { BaseError } from 'viem'

/** What went wrong, without the URL of the node, which may hold a key, and without what was sent to it. */
export function explain(error: unknown, rpcUrl: string): string {
  if (!(error instanceof BaseError)) return error instanceof Error ? error.message : String(error)
  return [error.shortMessage, error.details].join(' ').replaceAll(rpcUrl, 'the node').trim()
}
