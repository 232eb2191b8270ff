import { readFile } from 'node:fs/promises'
import type { Address, Hex } from 'viem'
import { type KeystoreFile, parseKeystore, unlockKeystore } from './chain/keystore.ts'
import { refusePublicTestKeys } from './chain/publicTestKeys.ts'
import { keySigner, lockedSigner, type Signer } from './chain/signer.ts'
import type { Config } from './config.ts'
import { isLocalChain } from './domain/localChain.ts'

/** The host's keys, each behind the same interface wherever it is kept. */
export interface Signers {
  /** Pay gas; none in a process that sends nothing. */
  gas: readonly Signer[]
  /** Fills up those that pay gas; null where the host has none, or this process sends nothing. */
  treasury: Signer | null
  /** Captures, voids and refunds for merchants who opted in. */
  operator: Signer
}

type KeyConfig = Pick<
  Config,
  | 'gasSignerKeys'
  | 'gasSignerKeystores'
  | 'treasuryKey'
  | 'treasuryKeystore'
  | 'operatorKey'
  | 'operatorKeystore'
  | 'operatorAddress'
  | 'keystorePasswordFile'
>

/**
 * Reads and unlocks those of the host's keys that this process has a use for. Everybody knows the operator by its address.
 * @param sends Whether it sends transactions, as workers do, by the keys that pay gas. Else it signs for merchants, as the API does, by
 * the operator's.
 * @throws where a file cannot be unlocked, and where a key from the environment or one that everybody
 * knows would be used on a chain that is not local.
 */
export async function loadSigners(
  config: KeyConfig,
  { chainIds, sends }: { chainIds: readonly number[]; sends: boolean },
): Promise<Signers> {
  refuseBareKeys(config, chainIds)
  const gas = sends ? await gasSources(config) : []
  const treasury = sends ? await treasurySource(config) : null
  const operator = await operatorSource(config)
  // Unlocking takes seconds, and needs what may not be at hand yet: what the addresses tell is told first.
  const gasAddresses = gas.map(({ address }) => address)
  const others = { operator: [operator.address], treasury: treasury ? [treasury.address] : [] }
  requireEachOnce({ 'gas signer': gasAddresses, ...others })
  refusePublicTestKeys({ 'gas signer': gasAddresses, ...others }, chainIds)
  const password = await readPassword(config.keystorePasswordFile)
  return {
    gas: await Promise.all(gas.map(({ unlock }) => unlock(password))),
    treasury: treasury && (await treasury.unlock(password)),
    operator: sends ? lockedSigner(operator.address) : await operator.unlock(password),
  }
}

/** A key that is known by its address, and can be had. */
interface Source {
  address: Address
  unlock(password: string): Promise<Signer>
}

async function gasSources({ gasSignerKeys, gasSignerKeystores }: KeyConfig): Promise<Source[]> {
  const files = gasSignerKeystores.map((file) => fromFile('GAS_SIGNER_KEYSTORES', file))
  return [...gasSignerKeys.map(fromKey), ...(await Promise.all(files))]
}

async function operatorSource({
  operatorKey,
  operatorKeystore,
  operatorAddress,
}: KeyConfig): Promise<Source> {
  if (operatorKey !== null) return fromKey(operatorKey)
  if (operatorAddress !== null) return fromAddress(operatorAddress)
  return fromFile('OPERATOR_KEYSTORE', operatorKeystore ?? '')
}

async function treasurySource({ treasuryKey, treasuryKeystore }: KeyConfig): Promise<Source | null> {
  if (treasuryKey !== null) return fromKey(treasuryKey)
  return treasuryKeystore === null ? null : fromFile('GAS_TREASURY_KEYSTORE', treasuryKeystore)
}

function fromKey(key: Hex): Source {
  const signer = keySigner(key)
  return { address: signer.address, unlock: async () => signer }
}

/** Another process has its key. */
function fromAddress(address: Address): Source {
  const unlock = () =>
    Promise.reject(
      new Error(`OPERATOR_KEYSTORE: this process signs with the key of ${address}; name its file.`),
    )
  return { address, unlock }
}

async function fromFile(variable: string, path: string): Promise<Source> {
  const explain = (error: unknown): never => {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(`${variable}: ${path} cannot be used: ${why}.`)
  }
  const file = await readKeystore(path).catch(explain)
  return { address: file.address, unlock: (password) => unlockKeystore(file, password).catch(explain) }
}

async function readKeystore(path: string): Promise<KeystoreFile> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error('it cannot be read')
  })
  return parseKeystore(text)
}

/** The environment is read by more than its process: other users' tools, crash reports, whoever starts it. */
function refuseBareKeys(config: KeyConfig, chainIds: readonly number[]): void {
  const open = chainIds.filter((chainId) => !isLocalChain(chainId))
  const places = [
    { isBare: config.gasSignerKeys.length > 0, variable: 'GAS_SIGNER_KEYS', file: 'GAS_SIGNER_KEYSTORES' },
    { isBare: config.treasuryKey !== null, variable: 'GAS_TREASURY_KEY', file: 'GAS_TREASURY_KEYSTORE' },
    { isBare: config.operatorKey !== null, variable: 'OPERATOR_KEY', file: 'OPERATOR_KEYSTORE' },
  ]
  const bare = places.find(({ isBare }) => isBare)
  if (open.length === 0 || !bare) return
  throw new Error(
    `${bare.variable} is for local chains alone, and chain ${open.join(', ')} is not one: put the key into an encrypted file (npm run keystore) and name it in ${bare.file}.`,
  )
}

async function readPassword(file: string | null): Promise<string> {
  if (file === null) return ''
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`KEYSTORE_PASSWORD_FILE: ${file} cannot be read.`)
  })
  const password = text.replace(/\r?\n$/, '')
  if (password === '') throw new Error(`KEYSTORE_PASSWORD_FILE: ${file} is empty.`)
  return password
}

/** Two signers of one address would take nonces from each other, and what signs for merchants never pays gas. */
function requireEachOnce(roles: Record<string, readonly Address[]>): void {
  const taken = new Map<Address, string>()
  for (const [role, addresses] of Object.entries(roles)) {
    for (const address of addresses) {
      const other = taken.get(address)
      if (other)
        throw new Error(`The key of ${address} has two purposes, ${other} and ${role}: each needs its own.`)
      taken.set(address, role)
    }
  }
}
