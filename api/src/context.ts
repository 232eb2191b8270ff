import type pg from 'pg'
import type pino from 'pino'
import type { Address } from 'viem'
import * as accounts from './chain/accounts.ts'
import { type ChainClients, connectChains } from './chain/clients.ts'
import * as facts from './chain/facts.ts'
import * as heads from './chain/heads.ts'
import * as intents from './chain/intents.ts'
import * as l1Fee from './chain/l1Fee.ts'
import * as nonceUse from './chain/nonceUse.ts'
import * as permits from './chain/permits.ts'
import * as receipts from './chain/receipts.ts'
import * as sender from './chain/sender.ts'
import * as signatures from './chain/signatures.ts'
import type { Signer } from './chain/signer.ts'
import * as signing from './chain/signing.ts'
import * as simulation from './chain/simulation.ts'
import * as wallets from './chain/wallets.ts'
import * as x402Calls from './chain/x402/calls.ts'
import * as x402Facilitator from './chain/x402/facilitator.ts'
import * as x402Payload from './chain/x402/payload.ts'
import * as x402Reads from './chain/x402/reads.ts'
import * as x402Settlement from './chain/x402/settlement.ts'
import type { Config } from './config.ts'
import { makeCrashPoints } from './crashPoints.ts'
import type { ChainInfo } from './domain/chain.ts'
import { type Clock, systemClock } from './domain/clock.ts'
import type { CrashPoints } from './domain/crashPoint.ts'
import type { Lasting } from './domain/lastly.ts'
import type { Untold } from './domain/newEvent.ts'
import { makeShortMemory, type ShortMemory } from './domain/shortMemory.ts'
import { postWebhook } from './http/postWebhook.ts'
import { makeLog } from './log.ts'
import type { Signers } from './signers.ts'
import * as addressChallenges from './store/addressChallenges.ts'
import * as apiKeys from './store/apiKeys.ts'
import * as auditEntries from './store/auditEntries.ts'
import * as billables from './store/billables.ts'
import * as chainFacts from './store/chainFacts.ts'
import * as confirmationTiers from './store/confirmationTiers.ts'
import * as customers from './store/customers.ts'
import { connect, type Db, openDatabase } from './store/database.ts'
import * as deliveries from './store/deliveries.ts'
import * as events from './store/events.ts'
import * as gasBooks from './store/gasBooks.ts'
import * as gasSigners from './store/gasSigners.ts'
import * as heartbeats from './store/heartbeats.ts'
import * as idempotency from './store/idempotency.ts'
import * as indexed from './store/indexed.ts'
import * as indexedFacts from './store/indexedFacts.ts'
import * as invoiceDeadlines from './store/invoiceDeadlines.ts'
import * as invoiceLines from './store/invoiceLines.ts'
import * as invoiceRelays from './store/invoiceRelays.ts'
import * as invoices from './store/invoices.ts'
import * as jobs from './store/jobs.ts'
import * as ledger from './store/ledger.ts'
import * as ledgerReads from './store/ledgerReads.ts'
import * as locks from './store/locks.ts'
import * as members from './store/members.ts'
import * as merchantAddresses from './store/merchantAddresses.ts'
import * as merchants from './store/merchants.ts'
import * as migrations from './store/migrations.ts'
import * as paymentLinks from './store/paymentLinks.ts'
import * as paymentRequests from './store/paymentRequests.ts'
import * as payments from './store/payments.ts'
import * as payouts from './store/payouts.ts'
import * as postingChains from './store/postingChains.ts'
import * as prices from './store/prices.ts'
import * as products from './store/products.ts'
import * as rateBuckets from './store/rateBuckets.ts'
import * as refunds from './store/refunds.ts'
import * as relayCosts from './store/relayCosts.ts'
import * as relayGas from './store/relayGas.ts'
import * as relays from './store/relays.ts'
import * as relayWatches from './store/relayWatches.ts'
import * as sessionChallenges from './store/sessionChallenges.ts'
import * as sessions from './store/sessions.ts'
import * as signerNonces from './store/signerNonces.ts'
import * as signerTransactions from './store/signerTransactions.ts'
import * as sponsorBudgets from './store/sponsorBudgets.ts'
import * as sponsorCounters from './store/sponsorCounters.ts'
import * as ticks from './store/ticks.ts'
import * as wakeups from './store/wakeups.ts'
import * as webhookEndpoints from './store/webhookEndpoints.ts'
import * as x402Books from './store/x402Books.ts'

/** A revoked key ends within a second everywhere: this, and the time that a request takes. */
const KEYS_KNOWN_MS = 800
const MOST_KEYS_KNOWN = 10_000
const L1_FEES_KNOWN_MS = 30_000
const MOST_L1_FEES_KNOWN = 1_000
/** Fees have room for more than a block changes them. */
const MOMENT_MS = 1_000
const MOST_CHAINS = 1_000
/** Permit2 is put onto a chain once, and stays. */
const PERMIT2_KNOWN_MS = 60_000
/** Tokens may learn to take permits, and do so rarely. */
const PERMITS_KNOWN_MS = 60_000
const MOST_TOKENS_KNOWN = 1_000
/** Accounts rarely get code or lose it, and nothing but a bound on gas hangs on it. */
const CODE_KNOWN_MS = 60_000
const MOST_ACCOUNTS_KNOWN = 10_000

/** Every SQL query of the API, by table. Each takes the database or transaction first. */
const store = {
  addressChallenges,
  apiKeys,
  auditEntries,
  billables,
  chainFacts,
  confirmationTiers,
  customers,
  deliveries,
  events,
  gasBooks,
  gasSigners,
  heartbeats,
  idempotency,
  indexed,
  indexedFacts,
  invoiceDeadlines,
  invoiceLines,
  invoiceRelays,
  invoices,
  jobs,
  ledger,
  ledgerReads,
  locks,
  merchantAddresses,
  members,
  merchants,
  migrations,
  paymentLinks,
  paymentRequests,
  payments,
  payouts,
  postingChains,
  prices,
  products,
  refunds,
  rateBuckets,
  relayCosts,
  relayGas,
  relays,
  relayWatches,
  sessionChallenges,
  sessions,
  sponsorBudgets,
  sponsorCounters,
  signerNonces,
  signerTransactions,
  ticks,
  wakeups,
  webhookEndpoints,
  x402Books,
}

/** Everything that asks or tells a chain. */
const x402 = { ...x402Calls, ...x402Facilitator, ...x402Payload, ...x402Reads, ...x402Settlement }

const chain = {
  accounts,
  facts,
  heads,
  intents,
  l1Fee,
  nonceUse,
  permits,
  receipts,
  sender,
  signatures,
  signing,
  simulation,
  wallets,
  x402,
}

/** What we send to servers that are not ours. */
const http = { postWebhook }

/** What a service needs from outside: passed as its first argument, never found globally. */
export interface Ctx extends Lasting, Untold {
  config: Config
  log: pino.Logger
  clock: Clock
  /** The pool, or the transaction that the caller is in. */
  db: Db
  pool: pg.Pool
  store: typeof store
  chain: typeof chain
  http: typeof http
  chains: Map<number, ChainInfo>
  clients: ChainClients
  /** Whoever pays gas. */
  gasSigners: readonly Signer[]
  /** Fills up those who pay gas; null where the host has none, or this process sends nothing. */
  treasury: Signer | null
  /** Signs for merchants who opted in. */
  operator: Signer
  /** The host's key that captures, voids and refunds for merchants who opted in. */
  hostOperator: Address
  crashPoint: CrashPoints
  /** API keys that were looked up in the last moment, by their hash. */
  knownKeys: ShortMemory<apiKeys.ApiKeyRow>
  /** What rollups said that the chains below ask at most, by chain and size. */
  knownL1Fees: ShortMemory<bigint>
  /** Where chains stand and what they ask, as of a moment ago, by chain id. */
  chainMoments: ShortMemory<sender.ChainMoment>
  /** Whether chains have Permit2, by chain id. */
  knownPermit2: ShortMemory<boolean>
  /** Whether tokens take permits, by chain id and token. */
  knownPermits: ShortMemory<boolean>
  /** Whether accounts have code, by chain id and address. */
  knownCode: ShortMemory<boolean>
  /** The request being answered; null in jobs and commands. */
  requestId: string | null
  close(): Promise<void>
}

export interface ContextOptions {
  name: string
  poolSize: number
  signers: Signers
  clock?: Clock
  log?: pino.Logger
}

export function makeContext(config: Config, chains: Map<number, ChainInfo>, options: ContextOptions): Ctx {
  const { gas, operator, treasury } = options.signers
  const clock = options.clock ?? systemClock
  const log = options.log ?? makeLog(config, options.name)
  const pool = connect(config.databaseUrl, { max: options.poolSize, name: options.name })
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'))
  return {
    config,
    log,
    clock,
    db: openDatabase(pool),
    pool,
    store,
    chain,
    http,
    chains,
    clients: connectChains(chains, config.rpcUrls, clock),
    gasSigners: gas,
    treasury,
    operator,
    hostOperator: operator.address,
    crashPoint: makeCrashPoints(config.crashPoint),
    knownKeys: makeShortMemory({ forMs: KEYS_KNOWN_MS, most: MOST_KEYS_KNOWN }),
    knownL1Fees: makeShortMemory({ forMs: L1_FEES_KNOWN_MS, most: MOST_L1_FEES_KNOWN }),
    chainMoments: makeShortMemory({ forMs: MOMENT_MS, most: MOST_CHAINS }),
    knownPermit2: makeShortMemory({ forMs: PERMIT2_KNOWN_MS, most: MOST_CHAINS }),
    knownPermits: makeShortMemory({ forMs: PERMITS_KNOWN_MS, most: MOST_TOKENS_KNOWN }),
    knownCode: makeShortMemory({ forMs: CODE_KNOWN_MS, most: MOST_ACCOUNTS_KNOWN }),
    last: null,
    untold: null,
    requestId: null,
    close: () => pool.end(),
  }
}
