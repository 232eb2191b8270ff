import { z } from 'zod'
import { caip2 } from '../../domain/chain.ts'
import { showLedgerAccount } from '../../domain/ledgerAccount.ts'
import { type Chains, toMoney } from '../../domain/objects/money.ts'
import type { LedgerBalances } from '../../services/listLedgerBalances.ts'
import {
  EXAMPLE_CHAIN,
  EXAMPLE_HASH,
  EXAMPLE_MERCHANT,
  EXAMPLE_PAYER,
  EXAMPLE_TIME,
  exampleDollars,
  exampleId,
} from '../examples/parts.ts'
import { hashSchema, listSchema, moneySchema, textInput, timeSchema } from './common.ts'

const ACCOUNTS =
  '`available:<address>` and `prepaid:<address>` inside the contract, `escrow:<onchain id>` of a payment, `external:<address>` outside.'

export const accountInput = textInput(100).meta({
  description: `An account of your own: ${ACCOUNTS}`,
  example: `available:${EXAMPLE_MERCHANT}`,
})

const entrySchema = z
  .object({
    account: z.string().meta({ description: ACCOUNTS }),
    amount: moneySchema.meta({ description: 'Signed: less than zero leaves the account.' }),
  })
  .meta({ id: 'LedgerEntry' })

const factSchema = z
  .object({
    identity: hashSchema.meta({ description: 'keccak256 of chain, contract, topics and data of the event.' }),
    inclusion: z
      .int()
      .meta({ description: 'Which time the fact entered the chain; a reorganisation may repeat it.' }),
    kind: z.string(),
    status: z.enum(['pending', 'confirmed', 'finalized', 'reverted']),
    tx_hash: hashSchema,
    block_number: z.string(),
    block_hash: hashSchema,
    block_time: timeSchema,
  })
  .meta({ id: 'LedgerFact', description: 'What happened on chain.' })

const transactionSchema = z
  .object({
    object: z.literal('ledger_transaction'),
    id: z.string(),
    chain: z.string(),
    direction: z.enum(['post', 'reverse']).meta({
      description: '`reverse` takes back what a reorganisation removed; both stay.',
    }),
    payment: z.string().nullable().meta({ description: 'Your payment that the fact belongs to.' }),
    fact: factSchema,
    entries: z.array(entrySchema).meta({ description: 'All of them; they sum to zero per token.' }),
    effective_at: timeSchema.meta({
      description: 'The period it belongs to: the time of the block, or of learning that it was taken back.',
    }),
    posted_at: timeSchema,
  })
  .meta({
    id: 'LedgerTransaction',
    example: {
      object: 'ledger_transaction',
      id: exampleId('ltx'),
      chain: EXAMPLE_CHAIN,
      direction: 'post',
      payment: exampleId('pay'),
      fact: {
        identity: EXAMPLE_HASH,
        inclusion: 1,
        kind: 'charged',
        status: 'confirmed',
        tx_hash: EXAMPLE_HASH,
        block_number: '42',
        block_hash: EXAMPLE_HASH,
        block_time: EXAMPLE_TIME,
      },
      entries: [
        {
          account: `external:${EXAMPLE_PAYER}`,
          amount: { ...exampleDollars('10000000'), amount: '-10000000', amount_decimal: '-10.000000' },
        },
        { account: `available:${EXAMPLE_MERCHANT}`, amount: exampleDollars('10000000') },
      ],
      effective_at: EXAMPLE_TIME,
      posted_at: EXAMPLE_TIME,
    },
  })

export const transactionListSchema = listSchema(transactionSchema, 'LedgerTransactionList')

const balanceSchema = z
  .object({
    object: z.literal('ledger_balance'),
    account: z.string().meta({ description: ACCOUNTS }),
    chain: z.string(),
    balance: moneySchema,
  })
  .meta({ id: 'LedgerBalance' })

export const ledgerBalanceListSchema = z
  .object({
    object: z.literal('list'),
    url: z.string(),
    has_more: z.boolean(),
    data: z
      .array(balanceSchema)
      .meta({ description: 'Accounts and tokens that nothing ever touched are left out.' }),
    at_block: z.string(),
    finalized_block: z.string().meta({ description: 'Up to here figures are final.' }),
    final: z.boolean().meta({
      description:
        'False while a reorganisation, or a fact that waits for its confirmations, may still change the figures.',
    }),
  })
  .meta({
    id: 'LedgerBalanceList',
    example: {
      object: 'list',
      url: '/v1/ledger/balances',
      has_more: false,
      data: [
        {
          object: 'ledger_balance',
          account: `available:${EXAMPLE_MERCHANT}`,
          chain: EXAMPLE_CHAIN,
          balance: exampleDollars('9900000'),
        },
      ],
      at_block: '42',
      finalized_block: '40',
      final: false,
    },
  })

export function shapeLedgerBalances(chains: Chains, balances: LedgerBalances) {
  const { rows, chainId, block, finalizedBlock } = balances
  return {
    object: 'list' as const,
    url: '/v1/ledger/balances',
    has_more: false,
    data: rows.map((row) => ({
      object: 'ledger_balance' as const,
      account: showLedgerAccount(row.account),
      chain: caip2(chainId),
      balance: toMoney(chains, row, row.balance),
    })),
    at_block: block.toString(),
    finalized_block: finalizedBlock.toString(),
    final: block <= finalizedBlock,
  }
}
