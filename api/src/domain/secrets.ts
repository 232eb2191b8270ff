import { createHash } from 'node:crypto'

/** Keys are kept as a hash only: whoever reads the table cannot call the API. Keys have 256 random bits, so no salt. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
