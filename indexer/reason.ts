import { BaseError } from 'viem'

/** What went wrong, without the URL of a node, which may hold a provider's key. */
export function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage
  return error instanceof Error ? error.message : String(error)
}
