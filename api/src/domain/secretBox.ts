import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What signs an endpoint's deliveries, as Standard Webhooks writes it. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/**
 * Encrypts a secret for rest: nonce, tag, ciphertext. The owner's id is authenticated with it, so that a row's secret
 * cannot be exchanged for another row's.
 */
export function sealSecret(key: Buffer, ownerId: string, secret: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(ownerId))
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext])
}

/**
 * Opens with whichever key sealed it, so that the host can change its key: a wrong one shows, because the tag then fails.
 * Throws where none of the keys, the owner or the bytes are those of sealing.
 */
export function openSecret(keys: readonly Buffer[], ownerId: string, sealed: Buffer): string {
  for (const key of keys) {
    const secret = tryOpen(key, ownerId, sealed)
    if (secret !== undefined) return secret
  }
  throw new Error(`the secret of ${ownerId} was sealed with none of our keys`)
}

/** Undefined where this key is not the one of sealing. */
export function tryOpen(key: Buffer, ownerId: string, sealed: Buffer): string | undefined {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(ownerId))
  decipher.setAuthTag(tag)
  const plain = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([plain, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
