import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLocalChain } from '../../api/src/domain/localChain.ts'
import { localAccount, localGasSignerKeys, localKey } from './accounts.ts'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const EMBEDDED_CHAIN_ID = 31337
/** Two, so that the sandbox runs as an installation does: relays are shared among them. */
const LOCAL_GAS_SIGNERS = 2

type Environment = Readonly<Record<string, string | undefined>>

/** Variables of the host's keys, and who receives its fees. On local chains the keys are public test keys. */
export type HostKeys = { variables: Record<string, string>; feeRecipient: string | undefined }

export type StartSettings = {
  /** Everything that `npm start` keeps: data, passwords, logs. */
  dir: string
  env: Environment
  /** Chains given by RPC_URL_<chainId>; none means an embedded one. */
  rpcUrls: ReadonlyMap<number, string>
  /** A Postgres given by DATABASE_URL, as a role that may create databases and roles. */
  adminUrl: string | undefined
  logLevel: string
}

/** The folder of the sandbox; tests give another one, so that they run beside a running `npm start`. */
export function florinDir(env: Environment): string {
  return path.resolve(ROOT, env.FLORIN_DIR ?? '.florin')
}

export function readStartSettings(env: Environment): StartSettings {
  const rpcUrls = new Map<number, string>()
  for (const [name, value] of Object.entries(env)) {
    const chainId = /^RPC_URL_(\d+)$/.exec(name)?.[1]
    if (chainId !== undefined && value) rpcUrls.set(Number(chainId), value)
  }
  return {
    dir: florinDir(env),
    env,
    rpcUrls,
    adminUrl: env.DATABASE_URL || undefined,
    logLevel: env.LOG_LEVEL || 'info',
  }
}

const KEY_VARIABLES = [
  'GAS_SIGNER_KEYS',
  'GAS_SIGNER_KEYSTORES',
  'OPERATOR_KEY',
  'OPERATOR_KEYSTORE',
  'KEYSTORE_PASSWORD_FILE',
] as const

/** Picks the host's keys for the chains that are served. Whether those given are enough, and fit, the API and worker judge. */
export function hostKeys(env: Environment, chainIds: readonly number[]): HostKeys {
  const given = KEY_VARIABLES.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []))
  if (given.length > 0)
    return { variables: Object.fromEntries(given), feeRecipient: env.FEE_RECIPIENT || undefined }
  if (!chainIds.every(isLocalChain)) {
    throw new Error(
      'GAS_SIGNER_KEYSTORES and OPERATOR_KEYSTORE must name encrypted key files (npm run keystore): the test keys are for local chains only.',
    )
  }
  return {
    variables: {
      GAS_SIGNER_KEYS: localGasSignerKeys(EMBEDDED_CHAIN_ID, LOCAL_GAS_SIGNERS).join(','),
      OPERATOR_KEY: localKey(EMBEDDED_CHAIN_ID, 'operator'),
    },
    feeRecipient: localAccount(EMBEDDED_CHAIN_ID, 'feeRecipient').address,
  }
}
