import { randomBytes } from 'node:crypto'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import { type RawBuilder, sql } from 'kysely'
import { createTestClient, http, publicActions } from 'viem'
import type { TermsRow } from '../../../api/src/domain/terms.ts'
import type { World } from './world.ts'

type Hex = `0x${string}`

export interface FakeEvent {
  identity: Hex
  /** Facts of an account's own balance belong to the merchant of `terms`, and name its payer where there is another side. */
  kind: BalanceKind | ChargeKind | 'withdrawn' | 'authorized' | 'charged' | 'captured' | 'voided' | 'refunded'
  terms: TermsRow
  paymentId: Hex
  amount: bigint
  /** With deposits and moves within a balance. */
  toPrepaid?: boolean
  logIndex?: number
  txHash?: Hex
  /** The signature that its call used. */
  signed?: { account: Hex; nonce: bigint }
  /** Who gets it, with withdrawals; else the merchant itself. */
  recipient?: Hex
  /** Overrides the legs, to play an indexer with a fault. */
  legs?: [account: string, amount: bigint][]
}

type BalanceKind = 'deposited' | 'prepaid_moved' | 'transferred'

/** Charges of a subscription by the payer of `terms`, from its prepaid balance. */
type ChargeKind = 'subscription_charged' | 'usage_charged'

const CHARGE_TABLES: Record<ChargeKind, string> = {
  subscription_charged: 'subscription_charge',
  usage_charged: 'usage_charge',
}

/** The tables in the order in which the indexer takes them while it handles a reorganisation. */
export const INDEXER_ORDER = [
  'payment',
  'payment_event',
  'withdrawal',
  'balance_event',
  'balance_entry',
  'subscription_charge',
  'usage_charge',
  'signed_nonce',
]

function isChargeKind(kind: FakeEvent['kind']): kind is ChargeKind {
  return kind in CHARGE_TABLES
}

function isBalanceKind(kind: FakeEvent['kind']): kind is BalanceKind {
  return kind === 'deposited' || kind === 'prepaid_moved' || kind === 'transferred'
}

type AnvilReorg = { Method: 'anvil_reorg'; Parameters: [depth: number, pairs: []]; ReturnType: null }

export function randomHex(): Hex {
  return `0x${randomBytes(32).toString('hex')}`
}

/** The id that these terms have on the world's chain. */
export function idOf(world: World, terms: Terms): Hex {
  return paymentId({ chainId: world.chain.chainId, escrow: world.chain.escrow }, terms)
}

/** The one that has the views. */
const BUILD = 'build_00000000'

/** Tables in the place of the indexer's views, so that a test decides what they show and when. */
export async function openFakeViews(world: World) {
  await createTables(world)
  return fakeViewsOf(world)
}

/** The same of a world whose tables stand; with a transaction as its `db`, several changes are seen at once. */
export function fakeViewsOf(world: World) {
  const rpc = createTestClient({ mode: 'anvil', transport: http(world.anvil.rpcUrl) }).extend(publicActions)
  const chainId = world.chain.chainId

  const blockAt = async (number: bigint) => rpc.getBlock({ blockNumber: number })

  /** Shows the newest block as the checkpoint, and `finalized` as the final one. */
  async function sync(finalized = 0n): Promise<bigint> {
    const head = await rpc.getBlock({ blockTag: 'latest' })
    await setCheckpoint(head.number, finalized)
    return head.number
  }

  /** Raises the highest block that readers saw with it, as the indexer's trigger does. */
  async function setCheckpoint(latest: bigint, finalized = 0n): Promise<void> {
    await sql`DELETE FROM onchain_main._ponder_checkpoint`.execute(world.db)
    await sql`INSERT INTO onchain_main._ponder_checkpoint
      VALUES (${chainId}, ${await digitsAt(latest)}, ${await digitsAt(finalized)})`.execute(world.db)
    await sql`INSERT INTO onchain_main._florin_seen AS seen VALUES (${chainId}, ${latest})
      ON CONFLICT (chain_id) DO UPDATE SET block = greatest(seen.block, excluded.block)`.execute(world.db)
    // What is final is proven at once.
    await setProven(finalized)
  }

  /** Up to which block the indexer has proven its rows. */
  async function setProven(block: bigint): Promise<void> {
    await sql`INSERT INTO onchain_main._florin_final VALUES (${BUILD}, ${chainId}, ${block})
      ON CONFLICT (build, chain_id) DO UPDATE SET block = excluded.block`.execute(world.db)
  }

  /** Whether the live build is known to be wrong. */
  async function setFailed(why: string | null): Promise<void> {
    await sql`UPDATE onchain_main._florin_build SET failed = ${why}`.execute(world.db)
  }

  /** Whether rows were taken back by a restart and are not all there again. */
  async function setWhole(isWhole: boolean): Promise<void> {
    await sql`UPDATE onchain_main._florin_seen SET whole = ${isWhole}`.execute(world.db)
  }

  /** Ten digits of time, sixteen of the chain's id, sixteen of the block's number, and the place within the block. */
  async function digitsAt(block: bigint): Promise<string> {
    const { timestamp } = await blockAt(block)
    const digits = (value: bigint | number, length: number) => String(value).padStart(length, '0')
    return `${digits(timestamp, 10)}${digits(chainId, 16)}${digits(block, 16)}${'0'.repeat(33)}`
  }

  /** What an account holds, on the world's chain unless told otherwise. */
  async function setBalance(
    account: string,
    amounts: { available: bigint; prepaid: bigint },
    on: { chainId?: number; token?: string } = {},
  ): Promise<void> {
    await sql`INSERT INTO onchain_main.account_balance VALUES (${on.chainId ?? chainId}, ${account.toLowerCase()},
      ${on.token ?? world.token.address}, ${amounts.available}, ${amounts.prepaid})`.execute(world.db)
  }

  /** Says whether the rows are whole, as the indexer does not while it comes back from a crash. */
  async function setReady(isReady: boolean): Promise<void> {
    await sql`UPDATE onchain_main._ponder_meta SET value = ${JSON.stringify({ is_ready: isReady ? 1 : 0 })}`.execute(
      world.db,
    )
  }

  /** Shows an event as included in a block that exists on the world's chain. */
  async function show(event: FakeEvent, blockNumber: bigint): Promise<void> {
    const block = await blockAt(blockNumber)
    const { terms } = event
    const txHash = event.txHash ?? randomHex()
    const logIndex = event.logIndex ?? 0
    const at = sql`${blockNumber}, ${block.hash}, ${txHash}, ${logIndex}, ${block.timestamp}`
    if (event.kind === 'authorized' || event.kind === 'charged') {
      await sql`INSERT INTO onchain_main.payment VALUES (${chainId}, ${event.paymentId}, ${terms.payer},
        ${terms.merchant}, ${terms.operator}, ${terms.token}, ${terms.amount}, ${terms.mode}, ${terms.authorize_by},
        ${terms.capture_by}, ${terms.refund_by}, ${terms.min_fee_bps}, ${terms.max_fee_bps}, ${terms.fee_recipient},
        ${terms.invoice_ref}, ${terms.salt}) ON CONFLICT DO NOTHING`.execute(world.db)
    }
    if (event.signed) {
      const { account, nonce } = event.signed
      await sql`INSERT INTO onchain_main.signed_nonce VALUES (${chainId}, ${world.chain.escrow}, ${account}, ${nonce},
        'used', NULL, ${blockNumber}, ${block.hash}, ${txHash}, ${logIndex - 1}, ${block.timestamp})`.execute(
        world.db,
      )
    }
    if (event.kind === 'withdrawn') await showWithdrawal(event, at)
    else if (isBalanceKind(event.kind)) await showBalanceEvent(event, at)
    else if (isChargeKind(event.kind)) await showCharge(event, event.kind, at)
    else
      await sql`INSERT INTO onchain_main.payment_event VALUES (${chainId}, ${event.identity}, ${event.kind},
      ${world.chain.escrow}, ${event.paymentId}, ${terms.merchant}, ${terms.token}, ${terms.payer}, ${event.amount}, 0,
      NULL, 0, 0, ${at})`.execute(world.db)
    const legs = event.legs ?? legsOf(event)
    for (const [position, [account, amount]] of legs.entries()) {
      const [kind, id] = account.split(':')
      await sql`INSERT INTO onchain_main.balance_entry VALUES (${chainId}, ${event.identity}, ${position}, ${kind},
        ${id}, ${terms.token}, ${amount})`.execute(world.db)
    }
  }

  async function showBalanceEvent(event: FakeEvent, at: RawBuilder<unknown>): Promise<void> {
    const { identity, kind, terms, amount } = event
    const recipient = kind === 'transferred' ? terms.payer : null
    const ref = kind === 'transferred' ? terms.invoice_ref : null
    await sql`INSERT INTO onchain_main.balance_event VALUES (${chainId}, ${identity}, ${kind}, ${world.chain.escrow},
      ${terms.merchant}, ${terms.token}, ${amount}, ${event.toPrepaid ?? null}, ${recipient}, ${ref}, ${at})`.execute(
      world.db,
    )
  }

  async function showWithdrawal(event: FakeEvent, at: RawBuilder<unknown>): Promise<void> {
    const { identity, terms, amount, recipient = terms.merchant } = event
    await sql`INSERT INTO onchain_main.withdrawal VALUES (${chainId}, ${identity}, ${world.chain.escrow},
      ${terms.merchant}, ${terms.token}, ${recipient}, ${amount}, ${at})`.execute(world.db)
  }

  async function showCharge(event: FakeEvent, kind: ChargeKind, at: RawBuilder<unknown>): Promise<void> {
    const { identity, paymentId, terms, amount } = event
    await sql`INSERT INTO ${sql.id('onchain_main', CHARGE_TABLES[kind])} VALUES (${chainId}, ${identity},
      ${world.chain.escrow}, ${paymentId}, ${terms.merchant}, ${terms.payer}, ${terms.token}, 3, ${amount}, 0, ${at})`.execute(
      world.db,
    )
  }

  /** Takes an event's rows away, as the indexer does for a moment at a reorganisation or after a crash. */
  async function hide(event: FakeEvent): Promise<void> {
    if (event.signed) {
      await sql`DELETE FROM onchain_main.signed_nonce WHERE nonce = ${event.signed.nonce}`.execute(world.db)
    }
    const tables = [
      'payment_event',
      'withdrawal',
      'balance_event',
      ...Object.values(CHARGE_TABLES),
      'balance_entry',
    ]
    for (const table of tables) {
      await sql`DELETE FROM ${sql.id('onchain_main', table)} WHERE identity = ${event.identity}`.execute(
        world.db,
      )
    }
  }

  /** Replaces the newest blocks by empty ones with other hashes. */
  async function reorg(depth: number): Promise<void> {
    await rpc.request<AnvilReorg>({ method: 'anvil_reorg', params: [depth, []] })
  }

  /** Shows the events of a block in a block of another hash, as an indexer on another branch would. */
  async function replaceBlockHash(blockNumber: bigint, hash: Hex): Promise<void> {
    await sql`UPDATE onchain_main.payment_event SET block_hash = ${hash} WHERE block_number = ${blockNumber}`.execute(
      world.db,
    )
  }

  const states = { setReady, setProven, setFailed, setWhole }
  return { rpc, sync, setCheckpoint, setBalance, ...states, show, hide, reorg, replaceBlockHash }
}

export type FakeViews = ReturnType<typeof fakeViewsOf>

function legsOf({ kind, terms, paymentId, amount, toPrepaid, recipient }: FakeEvent): [string, bigint][] {
  const prepaid = `prepaid:${terms.merchant}`
  const [payer, escrow, merchant] = [
    `external:${terms.payer}`,
    `escrow:${paymentId}`,
    `available:${terms.merchant}`,
  ]
  switch (kind) {
    case 'authorized':
      return [
        [payer, -amount],
        [escrow, amount],
      ]
    case 'charged':
      return [
        [payer, -amount],
        [merchant, amount],
      ]
    case 'captured':
      return [
        [escrow, -amount],
        [merchant, amount],
      ]
    case 'voided':
      return [
        [escrow, -amount],
        [payer, amount],
      ]
    case 'refunded':
      return [
        [merchant, -amount],
        [payer, amount],
      ]
    case 'withdrawn':
      return [
        [merchant, -amount],
        [`external:${recipient ?? terms.merchant}`, amount],
      ]
    case 'deposited':
      return [
        [`external:${terms.merchant}`, -amount],
        [toPrepaid ? prepaid : merchant, amount],
      ]
    case 'prepaid_moved':
      return [
        [merchant, toPrepaid ? -amount : amount],
        [prepaid, toPrepaid ? amount : -amount],
      ]
    case 'transferred':
      return [
        [merchant, -amount],
        [`available:${terms.payer}`, amount],
      ]
    case 'subscription_charged':
    case 'usage_charged':
      return [
        [`prepaid:${terms.payer}`, -amount],
        [merchant, amount],
      ]
  }
}

async function createTables(world: World): Promise<void> {
  await sql`CREATE SCHEMA onchain_main`.execute(world.db)
  const place = 'block_number numeric, block_hash text, tx_hash text, log_index int, timestamp numeric'
  const tables = [
    `payment_event (chain_id int, identity text, kind text, contract text, payment_id text, merchant text, token text,
      payer text, amount numeric, fee numeric, recipient text, capturable_after numeric, refundable_after numeric, ${place})`,
    `payment (chain_id int, id text, payer text, merchant text, operator text, token text, amount numeric, mode text,
      authorize_by numeric, capture_by numeric, refund_by numeric, min_fee_bps int, max_fee_bps int, fee_recipient text,
      invoice_ref text, salt numeric, PRIMARY KEY (chain_id, id))`,
    `withdrawal (chain_id int, identity text, contract text, account text, token text, recipient text, amount numeric,
      ${place})`,
    `balance_event (chain_id int, identity text, kind text, contract text, account text, token text, amount numeric,
      to_prepaid boolean, recipient text, ref text, ${place})`,
    ...Object.values(CHARGE_TABLES).map(
      (table) => `${table} (chain_id int, identity text, contract text, subscription_id text, merchant text,
        subscriber text, token text, period numeric, amount numeric, fee numeric, ${place})`,
    ),
    `signed_nonce (chain_id int, contract text, account text, nonce numeric, status text, digest text, ${place},
      PRIMARY KEY (chain_id, contract, account, nonce))`,
    'balance_entry (chain_id int, identity text, position int, account_kind text, account text, token text, amount numeric)',
    'account_balance (chain_id int, account text, token text, available numeric, prepaid numeric)',
    '_florin_seen (chain_id bigint PRIMARY KEY, block bigint, whole boolean NOT NULL DEFAULT true)',
    '_florin_flip (build text PRIMARY KEY, superseded_at timestamptz)',
    '_florin_build (build text PRIMARY KEY, failed text)',
    '_florin_final (build text, chain_id bigint, block bigint, PRIMARY KEY (build, chain_id))',
    '_ponder_checkpoint (chain_id int8, latest_checkpoint text, finalized_checkpoint text)',
    '_ponder_meta (key text, value jsonb)',
  ]
  for (const table of tables) await sql.raw(`CREATE TABLE onchain_main.${table}`).execute(world.db)
  const meta = JSON.stringify({ is_ready: 1, table_names: INDEXER_ORDER })
  await sql`INSERT INTO onchain_main._florin_flip VALUES (${BUILD}, NULL)`.execute(world.db)
  await sql`INSERT INTO onchain_main._florin_build VALUES (${BUILD}, NULL)`.execute(world.db)
  await sql`INSERT INTO onchain_main._ponder_meta VALUES ('app', ${meta})`.execute(world.db)
  await sql`GRANT USAGE ON SCHEMA onchain_main TO florin_api, florin_worker`.execute(world.db)
  await sql`GRANT SELECT ON ALL TABLES IN SCHEMA onchain_main TO florin_api, florin_worker`.execute(world.db)
}
