import { isAddress, isHex, parseUnits, size } from 'viem'
import { z } from 'zod'

/** The public mnemonic's keys must never guard real money, so the secrets below have no default. */
const privateKey = z
  .string()
  .refine(
    (value) => isHex(value) && size(value) === 32,
    'must be a 32-byte hex private key (0x and 64 digits)',
  )
  .transform((value) => value as `0x${string}`)

const privateKeys = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(privateKey).min(1))
  .refine((keys) => new Set(keys.map((key) => key.toLowerCase())).size === keys.length, {
    error: 'must name each key once',
  })

const address = z
  .string()
  .refine((value) => isAddress(value), 'must be an address with a right checksum')
  .transform((value): `0x${string}` => `0x${value.slice(2).toLowerCase()}`)

/** Nothing is no path: compose files give an empty text for what was not set. */
const path = z.string().transform((text) => (text === '' ? undefined : text))

const paths = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((list) => list.every((path) => path !== ''), 'must be paths of files, separated by commas')

const encryptionKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 32 bytes as 64 lower-case hex digits')
  .transform((value) => Buffer.from(value, 'hex'))

/** As with a path: an empty text is no key. */
const optionalKey = z.union([z.literal('').transform(() => undefined), encryptionKey])

const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ''))

/** So many proxies stand before us, or these networks are theirs; nobody else is believed about a caller's address. */
const trustProxy = z
  .string()
  .transform((text) => (/^\d{1,2}$/.test(text) ? Number(text) : text.split(',').map((part) => part.trim())))
  .refine((value) => typeof value === 'number' || value.every(isNetwork), {
    error: 'must be a number of proxies, or their addresses and networks (CIDR) separated by commas',
  })

function isNetwork(text: string): boolean {
  const names = ['loopback', 'linklocal', 'uniquelocal']
  return (
    names.includes(text) ||
    [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()].some((one) => one.safeParse(text).success)
  )
}

/** An empty text is no number here: taken for 0, it would switch the limit off. */
const requestsPerMinute = z
  .string()
  .regex(/^\d{1,7}$/, 'must be requests a minute in digits; 0 is no limit')
  .transform(Number)

/** A budget in wei. Nothing but the word itself switches a limit off. */
const weiLimit = z
  .string()
  .regex(/^(none|\d{1,30})$/, 'must be wei in digits, or none for no limit')
  .transform((text) => (text === 'none' ? null : BigInt(text)))

const variables = z.object({
  FLORIN_ENV: z.enum(['local', 'production']),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  HOST: z.string().default('127.0.0.1'),
  API_URL: url,
  WEB_URL: url,
  DEPLOYMENTS_DIR: z.string().min(1),
  CHAIN_GROUP: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/, 'must be a short lower-case name')
    .default('main'),
  GAS_SIGNER_KEYS: privateKeys.optional(),
  GAS_SIGNER_KEYSTORES: paths.optional(),
  GAS_TREASURY_KEY: privateKey.optional(),
  GAS_TREASURY_KEYSTORE: path.optional(),
  OPERATOR_KEY: privateKey.optional(),
  OPERATOR_KEYSTORE: z.string().min(1).optional(),
  OPERATOR_ADDRESS: address.optional(),
  KEYSTORE_PASSWORD_FILE: z.string().min(1).optional(),
  SECRETS_KEY: encryptionKey,
  /** The key before a change: what it sealed can be read until it is sealed anew. */
  SECRETS_KEY_PREVIOUS: optionalKey.optional(),
  FEE_RECIPIENT: z
    .string()
    .refine((value) => isAddress(value), 'must be an address with a right checksum')
    .transform((value) => value as `0x${string}`)
    .optional(),
  FEE_BPS: z.coerce.number().int().min(0).max(10_000).default(0),
  FEE_MAX_BPS: z.coerce.number().int().min(0).max(10_000).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RATE_LIMIT_PER_KEY: requestsPerMinute.optional(),
  RATE_LIMIT_PER_IP: requestsPerMinute.optional(),
  TRUST_PROXY: trustProxy.optional(),
  SPONSOR_CHAIN_WEI_PER_HOUR: weiLimit.optional(),
  SPONSOR_MERCHANT_WEI_PER_HOUR: weiLimit.optional(),
  SPONSOR_PAYER_WEI_PER_HOUR: weiLimit.optional(),
  LIFELINE_FD: z.coerce.number().int().min(3).optional(),
  TEST_CRASH_POINT: z.string().optional(),
})

type Environment = z.infer<typeof variables>

/** RPC endpoints by chain id: ours, and the one that pages may use. */
interface RpcUrls {
  own: string[]
  public: string | null
}

/** What the host pays at most for the gas of relays accepted in one hour, on each chain; null is no limit. */
interface SponsorLimits {
  chainHourWei: bigint | null
  merchantHourWei: bigint | null
  payerHourWei: bigint | null
}

/** What a key that pays gas should hold, in wei: below the first it is paused, a top-up fills it to the second. */
interface SignerFunds {
  least: bigint
  target: bigint
}

export interface Config {
  environment: Environment['FLORIN_ENV']
  databaseUrl: string
  port: number
  host: string
  apiUrl: string
  webUrl: string
  deploymentsDir: string
  /** Schema of the indexer's views. */
  onchainSchema: string
  /** Keys that pay gas, on local chains alone. */
  gasSignerKeys: readonly `0x${string}`[]
  /** Files of encrypted keys that pay gas. */
  gasSignerKeystores: readonly string[]
  /** The key that fills up the others, on local chains alone; and the file of such a key. */
  treasuryKey: `0x${string}` | null
  treasuryKeystore: string | null
  /** On local chains alone; null where it is in a file. */
  operatorKey: `0x${string}` | null
  operatorKeystore: string | null
  /** The one that another process unlocks, where this one signs nothing for merchants. */
  operatorAddress: `0x${string}` | null
  /** The file whose text unlocks every file of a key. A password never stands in the environment. */
  keystorePasswordFile: string | null
  /** Seals; and after it, where the host changed it, the one that sealed before. */
  secretsKeys: readonly [Buffer, ...Buffer[]]
  feeRecipient: `0x${string}` | null
  feeBps: number
  /** Up to which captures for merchants that pay for gas may raise it. */
  feeMaxBps: number
  logLevel: Environment['LOG_LEVEL']
  /** Requests a minute; 0 is no limit. */
  rateLimitPerKey: number
  rateLimitPerIp: number
  /** As Express takes it: how many proxies, or which networks; false for none. */
  trustProxy: number | string[] | false
  sponsor: SponsorLimits
  lifelineFd: number | null
  crashPoint: string | null
  rpcUrls: Map<number, RpcUrls>
  /** The most that transactions of ours may offer for a unit of gas, by chain id, where the host set it. */
  maxFeeWei: ReadonlyMap<number, bigint>
  /** What keys that pay gas should hold, by chain id, where the host set it. */
  signerFunds: ReadonlyMap<number, SignerFunds>
  /** Base units of a token for one whole coin of its chain, by `<chain id>:<token in lower case>`, where the host said it. */
  gasRates: ReadonlyMap<string, bigint>
}

/** What a process does with it: workers send transactions, and need keys that pay for them. */
interface Use {
  sends: boolean
}

class ConfigError extends Error {}

function parse(env: NodeJS.ProcessEnv, use: Use): Environment {
  const parsed = variables.safeParse(env)
  const wrong = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const problems = [...wrong, ...keyProblems(env, use)]
  if (parsed.success && problems.length === 0) return parsed.data
  const lines = problems.map((problem) => `  ${problem}`)
  throw new ConfigError(`The environment is not usable (see .env.example):\n${lines.join('\n')}`)
}

/** What is wrong with where the host's keys are. Judged beside the rest, so that everything is said at once. */
function keyProblems(env: NodeJS.ProcessEnv, { sends }: Use): string[] {
  const problems: string[] = []
  if (sends && !env.GAS_SIGNER_KEYS && !env.GAS_SIGNER_KEYSTORES) {
    problems.push(
      'GAS_SIGNER_KEYSTORES: must name files of encrypted keys, where this process sends transactions; on a local chain GAS_SIGNER_KEYS will do',
    )
  }
  const operators = [env.OPERATOR_KEY, env.OPERATOR_KEYSTORE, env.OPERATOR_ADDRESS]
  if (operators.filter(Boolean).length !== 1) {
    problems.push(
      'OPERATOR_KEYSTORE: must name a file of an encrypted key; in its stead, on a local chain OPERATOR_KEY, and for a worker OPERATOR_ADDRESS',
    )
  }
  if (env.GAS_TREASURY_KEY && env.GAS_TREASURY_KEYSTORE) {
    problems.push('GAS_TREASURY_KEYSTORE: must not stand beside GAS_TREASURY_KEY')
  }
  const isSealed = env.GAS_SIGNER_KEYSTORES || env.GAS_TREASURY_KEYSTORE || env.OPERATOR_KEYSTORE
  if (isSealed && !env.KEYSTORE_PASSWORD_FILE) {
    problems.push('KEYSTORE_PASSWORD_FILE: must name the file with the password of the keystores')
  }
  return problems
}

/** Parses the environment. Fails with every wrong variable's name, and never prints a value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env, use: Use = { sends: false }): Config {
  const value = parse(env, use)
  return {
    environment: value.FLORIN_ENV,
    databaseUrl: value.DATABASE_URL,
    port: value.PORT,
    host: value.HOST,
    apiUrl: value.API_URL,
    webUrl: value.WEB_URL,
    deploymentsDir: value.DEPLOYMENTS_DIR,
    onchainSchema: `onchain_${value.CHAIN_GROUP}`,
    gasSignerKeys: value.GAS_SIGNER_KEYS ?? [],
    gasSignerKeystores: value.GAS_SIGNER_KEYSTORES ?? [],
    treasuryKey: value.GAS_TREASURY_KEY ?? null,
    treasuryKeystore: value.GAS_TREASURY_KEYSTORE ?? null,
    operatorKey: value.OPERATOR_KEY ?? null,
    operatorKeystore: value.OPERATOR_KEYSTORE ?? null,
    operatorAddress: value.OPERATOR_ADDRESS ?? null,
    keystorePasswordFile: value.KEYSTORE_PASSWORD_FILE ?? null,
    secretsKeys: value.SECRETS_KEY_PREVIOUS
      ? [value.SECRETS_KEY, value.SECRETS_KEY_PREVIOUS]
      : [value.SECRETS_KEY],
    feeRecipient: value.FEE_RECIPIENT ?? null,
    feeBps: value.FEE_BPS,
    feeMaxBps: Math.max(value.FEE_BPS, value.FEE_MAX_BPS ?? 0),
    logLevel: value.LOG_LEVEL,
    rateLimitPerKey: value.RATE_LIMIT_PER_KEY ?? defaultLimit(value, 6_000),
    rateLimitPerIp: value.RATE_LIMIT_PER_IP ?? defaultLimit(value, 600),
    trustProxy: value.TRUST_PROXY ?? false,
    sponsor: sponsorLimits(value),
    lifelineFd: value.LIFELINE_FD ?? null,
    crashPoint: value.TEST_CRASH_POINT ?? null,
    rpcUrls: readRpcUrls(env),
    maxFeeWei: readMaxFees(env),
    signerFunds: readSignerFunds(env),
    gasRates: readGasRates(env),
  }
}

const COIN = 10n ** 18n

function sponsorLimits(value: Environment): SponsorLimits {
  const {
    SPONSOR_CHAIN_WEI_PER_HOUR: chain,
    SPONSOR_MERCHANT_WEI_PER_HOUR: merchant,
    SPONSOR_PAYER_WEI_PER_HOUR: payer,
  } = value
  const byDefault = (coins: bigint) => (value.FLORIN_ENV === 'local' ? null : coins * COIN)
  return {
    chainHourWei: chain === undefined ? byDefault(50n) : chain,
    merchantHourWei: merchant === undefined ? byDefault(10n) : merchant,
    payerHourWei: payer === undefined ? byDefault(1n) : payer,
  }
}

/** On one's own machine everybody comes from one address, and nobody means harm. */
function defaultLimit({ FLORIN_ENV }: Environment, perMinute: number): number {
  return FLORIN_ENV === 'local' ? 0 : perMinute
}

/** All that a migration needs: the database's URL as florin_owner. */
export function readDatabaseUrl(env: NodeJS.ProcessEnv = process.env): string {
  const parsed = variables.pick({ DATABASE_URL: true }).safeParse(env)
  if (!parsed.success) throw new ConfigError('DATABASE_URL must be the postgres:// URL of florin_owner.')
  return parsed.data.DATABASE_URL
}

function readRpcUrls(env: NodeJS.ProcessEnv): Map<number, RpcUrls> {
  const urls = new Map<number, RpcUrls>()
  for (const [name, value] of Object.entries(env)) {
    const chainId = /^RPC_URL_(\d+)$/.exec(name)?.[1]
    if (!chainId || !value) continue
    urls.set(Number(chainId), {
      own: value.split(',').map((part) => part.trim()),
      public: env[`PUBLIC_RPC_URL_${chainId}`] ?? null,
    })
  }
  return urls
}

const WEI_PER_GWEI = 1_000_000_000n

function readGasRates(env: NodeJS.ProcessEnv): Map<string, bigint> {
  const rates = new Map<string, bigint>()
  for (const [name, value] of Object.entries(env)) {
    const [, chainId, token] = /^GAS_RATE_(\d+)_(0x[0-9a-fA-F]{40})$/.exec(name) ?? []
    if (!chainId || !token || !value) continue
    if (!/^[1-9]\d{0,40}$/.test(value))
      throw new ConfigError(`${name} must be base units for one coin, in digits.`)
    rates.set(`${chainId}:${token.toLowerCase()}`, BigInt(value))
  }
  return rates
}

function readMaxFees(env: NodeJS.ProcessEnv): Map<number, bigint> {
  const fees = new Map<number, bigint>()
  for (const [name, value] of Object.entries(env)) {
    const chainId = /^MAX_FEE_GWEI_(\d+)$/.exec(name)?.[1]
    if (!chainId || !value) continue
    // One gwei at the least: nothing would ever be mined below what chains without a market ask for.
    if (!/^[1-9]\d{0,6}$/.test(value)) throw new ConfigError(`${name} must be whole gwei, from 1 to 9999999.`)
    fees.set(Number(chainId), BigInt(value) * WEI_PER_GWEI)
  }
  return fees
}

/** As in `SIGNER_FUNDS_8453=0.02,0.1`: the least that a key holds, and what it is filled up to, in whole coins. */
function readSignerFunds(env: NodeJS.ProcessEnv): Map<number, SignerFunds> {
  const funds = new Map<number, SignerFunds>()
  for (const [name, value] of Object.entries(env)) {
    const chainId = /^SIGNER_FUNDS_(\d+)$/.exec(name)?.[1]
    if (!chainId || !value) continue
    const [least, target] = /^\d{1,9}(\.\d{1,18})?,\d{1,9}(\.\d{1,18})?$/.test(value)
      ? value.split(',').map((coins) => parseUnits(coins, 18))
      : []
    if (least === undefined || target === undefined || target <= least) {
      throw new ConfigError(
        `${name} must be two amounts in whole coins, the least that a key holds and the greater one that it is filled up to, such as 0.02,0.1.`,
      )
    }
    funds.set(Number(chainId), { least, target })
  }
  return funds
}
