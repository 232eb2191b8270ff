import { type Address, getAddress, isAddress, isHex } from 'viem'
import { type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'
import { SettingsError } from '../local/settingsError.ts'

type Environment = Readonly<Record<string, string | undefined>>
type Flags = Readonly<Record<string, string | boolean | undefined>>

/** All that a keeper is told. */
export type KeeperSettings = {
  rpcUrl: string
  /** Pays gas, and can do nothing else. */
  account: PrivateKeyAccount
  /** The manager and the block of its creation; both are looked up in the deployment files where they are not given. */
  manager: Address | undefined
  fromBlock: bigint | undefined
  deploymentsDir: string
  once: boolean
  asJson: boolean
  intervalSeconds: number
  /** Subscriptions in a transaction, at most. */
  batchSize: number
  /** Gas limit of a transaction, at most. */
  gasCap: bigint
  /** Blocks in a request for logs, at most. */
  blockRange: number
}

/** Reads the environment and the options of the command. Names the first wrong one, and no value of the environment. */
export function readKeeperSettings(env: Environment, flags: Flags): KeeperSettings {
  return {
    rpcUrl: rpcUrl(env.KEEPER_RPC_URL),
    account: account(env.KEEPER_KEY),
    manager: address('--manager', flags.manager),
    fromBlock:
      flags['from-block'] === undefined ? undefined : BigInt(count('--from-block', flags['from-block'])),
    deploymentsDir: typeof flags.deployments === 'string' ? flags.deployments : 'deployments',
    once: flags.once === true,
    asJson: flags.json === true,
    intervalSeconds: count('--interval', flags.interval ?? '15', 1),
    batchSize: count('--batch', flags.batch ?? '100', 1),
    gasCap: BigInt(count('--gas-cap', flags['gas-cap'] ?? '15000000', 1)),
    blockRange: count('--range', flags.range ?? '2000', 1),
  }
}

function rpcUrl(value: string | undefined): string {
  if (value !== undefined && URL.canParse(value) && /^https?:\/\//.test(value)) return value
  throw new SettingsError('KEEPER_RPC_URL must be the http(s) URL of a node.')
}

function account(key: string | undefined): PrivateKeyAccount {
  try {
    if (isHex(key)) return privateKeyToAccount(key)
  } catch {
    // What refused the key may have named it, so that is not passed on.
  }
  throw new SettingsError('KEEPER_KEY must be a private key: 0x and 64 hex digits.')
}

function address(name: string, value: string | boolean | undefined): Address | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && isAddress(value)) return getAddress(value)
  throw new SettingsError(`${name} must be an address with a right checksum.`)
}

function count(name: string, value: string | boolean, least = 0): number {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (Number.isSafeInteger(number) && number >= least) return number
  throw new SettingsError(`${name} must be a whole number${least > 0 ? ` of ${least} or more` : ''}.`)
}
