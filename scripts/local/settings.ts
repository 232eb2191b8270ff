import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isLocalChain, localAccount, localGasSignerKeys, localKey } from './accounts.ts'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const EMBEDDED_CHAIN_ID = 31337
/** Two, so that the sandbox runs as an installation does: relays are shared among them. */
const LOCAL_GAS_SIGNERS = 2

type Environment = Readonly<Record<string, string | undefined>>

/** The host's own keys. On local chains they are public test keys; elsewhere the host has to give them. */
export type HostKeys = { gasSigners: string; operator: string; feeRecipient: string | undefined }

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

function required(env: Environment, name: string, why: string): string {
  const value = env[name]
  if (value) return value
  throw new Error(`${name} must be set: ${why}.`)
}

/** Picks the host's keys for the chains that are served. */
export function hostKeys(env: Environment, chainIds: readonly number[]): HostKeys {
  const isAllLocal = chainIds.every(isLocalChain)
  if (isAllLocal && !env.GAS_SIGNER_KEYS && !env.OPERATOR_KEY) {
    return {
      gasSigners: localGasSignerKeys(EMBEDDED_CHAIN_ID, LOCAL_GAS_SIGNERS).join(','),
      operator: localKey(EMBEDDED_CHAIN_ID, 'operator'),
      feeRecipient: localAccount(EMBEDDED_CHAIN_ID, 'feeRecipient').address,
    }
  }
  const why = 'the test keys are for local chains only'
  return {
    gasSigners: required(env, 'GAS_SIGNER_KEYS', why),
    operator: required(env, 'OPERATOR_KEY', why),
    feeRecipient: env.FEE_RECIPIENT || undefined,
  }
}
