import { pbkdf2, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import * as Keystore from 'ox/Keystore'
import { type Address, bytesToHex, type Hex, isAddress } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { z } from 'zod'
import { lowerCase } from '../domain/address.ts'
import { keySigner, type Signer } from './signer.ts'

const KEY_BYTES = 32

const hexDigits = z.string().regex(/^([0-9a-f]{2})+$/i)

/** A key file as wallets and nodes write it: Web3 Secret Storage, version 3. Geth leaves out the `0x` of the address. */
const keystoreFile = z.object({
  version: z.literal(3),
  id: z.string(),
  address: z
    .string()
    .transform((text) => (text.startsWith('0x') ? text : `0x${text}`))
    .refine((text) => isAddress(text, { strict: false }), 'must be an address')
    .transform((text) => lowerCase(text as Address)),
  crypto: z
    .object({
      cipher: z.literal('aes-128-ctr'),
      ciphertext: hexDigits,
      cipherparams: z.object({ iv: hexDigits }),
      mac: hexDigits,
    })
    .and(
      z.discriminatedUnion('kdf', [
        z.object({
          kdf: z.literal('scrypt'),
          kdfparams: z.object({
            dklen: z.literal(32),
            // Within what a process can bear: a file is no way to stop it.
            n: z
              .int()
              .min(2)
              .max(2 ** 20),
            p: z.int().min(1).max(16),
            r: z.int().min(1).max(32),
            salt: hexDigits,
          }),
        }),
        z.object({
          kdf: z.literal('pbkdf2'),
          kdfparams: z.object({
            c: z.int().min(1).max(10_000_000),
            dklen: z.literal(32),
            prf: z.literal('hmac-sha256'),
            salt: hexDigits,
          }),
        }),
      ]),
    ),
})

export type KeystoreFile = z.output<typeof keystoreFile>

/** @throws an error that says what is wrong with the file, and quotes nothing of it. */
export function parseKeystore(text: string): KeystoreFile {
  const parsed = keystoreFile.safeParse(asJson(text))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
  throw new Error(`it is no keystore of version 3 (${lines.join('; ')})`)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // An error of JSON.parse quotes the text.
    return undefined
  }
}

/** @throws where the password is wrong, or the key is not that of the address which the file names. */
export async function unlockKeystore(file: KeystoreFile, password: string): Promise<Signer> {
  const signer = keySigner(await decrypt(file, password))
  if (signer.address === file.address) return signer
  throw new Error(`its key is that of ${signer.address}, not of ${file.address}`)
}

async function decrypt(file: KeystoreFile, password: string): Promise<Hex> {
  const key = await derive(file.crypto, password)
  try {
    return Keystore.decrypt(file, bytesToHex(key))
  } catch {
    throw new Error('the password is wrong, or the file was changed')
  }
}

type Derivation =
  | { kdf: 'scrypt'; kdfparams: { n: number; p: number; r: number; salt: string } }
  | { kdf: 'pbkdf2'; kdfparams: { c: number; salt: string } }

/** By Node's own functions, which take a fraction of the time of those in JavaScript. */
function derive(params: Derivation, password: string): Promise<Buffer> {
  if (params.kdf === 'pbkdf2') {
    const { salt, c } = params.kdfparams
    return promisify(pbkdf2)(password, Buffer.from(salt, 'hex'), c, KEY_BYTES, 'sha256')
  }
  const { salt, n, r, p } = params.kdfparams
  const options = { N: n, r, p, maxmem: 256 * n * r }
  return new Promise((resolve, reject) => {
    scrypt(password, Buffer.from(salt, 'hex'), KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** Encrypts a private key with a password, as a file's text. */
export async function sealKeystore(privateKey: Hex, password: string): Promise<string> {
  const salt = randomBytes(32).toString('hex')
  const kdfparams = { dklen: KEY_BYTES, n: 262_144, p: 1, r: 8, salt }
  const kdf = { kdf: 'scrypt', kdfparams } as const
  const key = await derive(kdf, password)
  const sealed = Keystore.encrypt(privateKey, bytesToHex(key), { ...kdf, iv: randomBytes(16) })
  const address = privateKeyToAddress(privateKey).slice(2).toLowerCase()
  return `${JSON.stringify({ address, ...sealed }, null, 2)}\n`
}

/** A new private key from the machine's random source. */
export function newPrivateKey(): Hex {
  return bytesToHex(randomBytes(32))
}
