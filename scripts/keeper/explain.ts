import { BaseError } from 'viem'

/** What went wrong, without the URL of the node, which may hold a key, and without what was sent to it. */
export function explain(error: unknown, rpcUrl: string): string {
  return told(error).replaceAll(rpcUrl, 'the node').trim()
}

function told(error: unknown): string {
  if (error instanceof BaseError) return [error.shortMessage, error.details].join(' ')
  return error instanceof Error ? error.message : String(error)
}
