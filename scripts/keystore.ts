// Puts a key of the host's into an encrypted file, so that it stands neither in the environment nor in clear on a disk.
import { readFile, writeFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { isHex, size } from 'viem'
import { newPrivateKey, parseKeystore, sealKeystore } from '../api/src/chain/keystore.ts'

const HELP = `Usage: npm run keystore -- --out FILE --password-file FILE [--import] [--json]

Makes a new private key, encrypts it with the password in the file's first line (Web3 Secret Storage, version 3, scrypt), and
prints its address. Name the file in GAS_SIGNER_KEYSTORES or OPERATOR_KEYSTORE, and the password's in KEYSTORE_PASSWORD_FILE.
Keep a copy of both apart from each other: nobody can restore the key without them.

  --out            a file that does not exist yet
  --password-file  at least 12 characters
  --import         takes the key from standard input (0x and 64 digits) instead of making one
  --json           one line of JSON instead of a sentence
`

const options = {
  out: { type: 'string' },
  'password-file': { type: 'string' },
  import: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

async function makeKeystore(values: Values): Promise<{ address: string; file: string }> {
  const file = required(values.out, 'out')
  const password = await readPassword(required(values['password-file'], 'password-file'))
  const sealed = await sealKeystore(values.import ? await readKey() : newPrivateKey(), password)
  try {
    // Never over another file: it may be the only copy of a key.
    await writeFile(file, sealed, { mode: 0o600, flag: 'wx' })
  } catch {
    throw new Error(`--out ${file} cannot be written: it must not exist yet, and its folder must.`)
  }
  return { address: parseKeystore(sealed).address, file }
}

function required(value: string | undefined, name: string): string {
  if (value) return value
  throw new Error(`--${name} is missing.\n\n${HELP}`)
}

const LEAST_CHARACTERS = 12

async function readPassword(file: string): Promise<string> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new Error(`--password-file ${file} cannot be read.`)
  })
  const password = content.replace(/\r?\n$/, '')
  if (password.length >= LEAST_CHARACTERS) return password
  throw new Error(`--password-file must hold at least ${LEAST_CHARACTERS} characters.`)
}

async function readKey(): Promise<`0x${string}`> {
  const key = (await text(process.stdin)).trim()
  if (isHex(key) && size(key) === 32) return key
  throw new Error('--import takes a private key from standard input: 0x and 64 hex digits.')
}

try {
  const { values } = parseArgs({ options })
  if (values.help) process.stdout.write(HELP)
  else {
    const made = await makeKeystore(values)
    const sentence = `The key of ${made.address} is in ${made.file}.\n`
    process.stdout.write(values.json ? `${JSON.stringify(made)}\n` : sentence)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
