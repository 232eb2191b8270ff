import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type Address, zeroAddress } from 'viem'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil, startTestHardhatNode } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { openReader, startTestIndexer, type TestIndexer, VIEWS } from './support/indexer.ts'
import { PLAYED, playEveryVerb } from './support/scenario.ts'

type BalanceColumns = Record<string, string> & { account: Address; token: Address }

const nodes: [name: string, start: () => Promise<LocalChain>][] = [
  ['anvil', () => startTestAnvil()],
  ['a Hardhat node', () => startTestHardhatNode()],
]

for (const [name, start] of nodes)
  describe(`the indexer on ${name}`, () => {
    let database: TestDatabase
    let node: LocalChain
    let chain: EscrowChain
    let indexer: TestIndexer
    let reader: ReturnType<typeof openReader>
    let played: Awaited<ReturnType<typeof playEveryVerb>>

    before(async () => {
      const deployments = testFile('deployments')
      ;[database, node] = await Promise.all([openTestDatabase(), start()])
      chain = await openEscrowChain(node, deployments)
      indexer = await startTestIndexer(database, { deployments, chains: [chain] })
      played = await playEveryVerb(chain)
      await indexer.untilReady()
      reader = openReader(database)
      // The last call of the story.
      const everything = async () => (await reader.count('withdrawal')) === PLAYED.withdrawals
      await waitFor(everything, { describe: 'all facts in the views' })
    })
    after(async () => {
      await reader?.close()
      await indexer?.stop()
      await node?.stop()
      await database?.close()
    })

    it('has a row for each fact', async () => {
      const { facts, withdrawals, balanceEvents, burned } = PLAYED
      const tables = ['payment_event', 'withdrawal', 'balance_event', 'burned_payment'] as const
      const counts = await Promise.all(tables.map((table) => reader.count(table)))
      expect(counts).to.deep.equal([facts, withdrawals, balanceEvents, burned])
    })

    it('knows each payment as the contract does', async () => {
      const { burned: _, ...entered } = played
      for (const [name, terms] of Object.entries(entered)) {
        const id = chain.idOf(terms)
        const [, capturable, refundable] = await chain.stateOf(id)
        const [row] = await reader.rows<{
          capturable: string
          refundable: string
          salt: string
          payer: string
        }>(`select * from ${VIEWS}.payment where chain_id = $1 and id = $2`, [chain.chainId, id])
        expect([row?.capturable, row?.refundable], name).to.deep.equal([`${capturable}`, `${refundable}`])
        expect([row?.salt, row?.payer]).to.deep.equal([`${terms.salt}`, terms.payer.toLowerCase()])
      }
    })

    it('says where each payment stands', async () => {
      const statuses = await reader.rows(`select status, mode, source from ${VIEWS}.payment order by salt`)
      expect(statuses).to.deep.equal([
        { status: 'captured', mode: 'escrow', source: 'allowance' },
        { status: 'voided', mode: 'escrow', source: 'allowance' },
        { status: 'refunded', mode: 'charge', source: 'allowance' },
        { status: 'authorized', mode: 'escrow', source: 'available' },
        { status: 'captured', mode: 'charge', source: 'native' },
        { status: 'captured', mode: 'charge', source: 'erc3009' },
        { status: 'authorized', mode: 'escrow', source: 'permit' },
        { status: 'authorized', mode: 'escrow', source: 'permit2' },
        { status: 'captured', mode: 'escrow', source: 'allowance' },
        { status: 'captured', mode: 'escrow', source: 'allowance' },
        { status: 'captured', mode: 'escrow', source: 'allowance' },
        { status: 'reclaimed', mode: 'escrow', source: 'allowance' },
      ])
    })

    it('keeps facts in the order of the chain, each with the block it is in', async () => {
      const facts = await reader.rows<{ kind: string; block_number: string; block_hash: string }>(
        `select kind, block_number, block_hash from ${VIEWS}.payment_event order by block_number, log_index`,
      )
      const kinds = [
        'authorized captured captured voided authorized voided charged refunded authorized',
        'charged charged authorized authorized',
        'authorized authorized authorized captured captured captured captured',
        'refunded refunded authorized reclaimed',
      ]
      expect(facts.map(({ kind }) => kind).join(' ')).to.equal(kinds.join(' '))
      for (const fact of facts) {
        const block = await chain.client.getBlock({ blockNumber: BigInt(fact.block_number) })
        expect(fact.block_hash).to.equal(block.hash)
      }
    })

    it('knows each balance as the contract does, and as the sum of its legs', async () => {
      const legsOf = (kind: string) => `(select coalesce(sum(e.amount), 0) from ${VIEWS}.balance_entry e
        where (e.chain_id, e.account, e.token) = (b.chain_id, b.account, b.token) and e.account_kind = '${kind}')`
      const balances = await reader.rows<BalanceColumns>(
        `select b.*, ${legsOf('available')} as available_legs, ${legsOf('prepaid')} as prepaid_legs
         from ${VIEWS}.account_balance b`,
      )
      expect(balances).to.have.lengthOf(6)
      for (const row of balances) {
        const [available, prepaid, seq] = (await chain.balanceOf(row.account, row.token)).map(String)
        expect(row).to.include({ available, prepaid, seq, available_legs: available, prepaid_legs: prepaid })
        expect(row).to.include({ unproven: '0', unproven_prepaid: '0', due: '0', fees_due: '0' })
      }
    })

    it('repeats the seq of the one credit in each capture of a batch', async () => {
      const { twice, beside, free } = played
      const ids = [twice, beside, free].map(chain.idOf)
      const captures = await reader.rows<{ payment_id: string; seq: string; amount: string }>(
        `select payment_id, seq, amount from ${VIEWS}.payment_event where payment_id = any ($1) and kind = 'captured'
         order by log_index`,
        [ids],
      )
      expect(captures.map((fact) => fact.payment_id)).to.deep.equal([ids[0], ids[0], ids[1], ids[2]])
      const [first, second, third, last] = captures.map(({ seq }) => Number(seq))
      expect([second, third, last]).to.deep.equal([first, first, (first ?? 0) + 1])
    })

    it('knows what accounts did with their own balances, and which id is dead', async () => {
      const [payer, merchant] = [
        chain.address('payer').toLowerCase(),
        chain.address('merchant').toLowerCase(),
      ]
      const events = await reader.rows(
        `select kind, account, amount, to_prepaid, source, recipient, token = $1 as is_coin
         from ${VIEWS}.balance_event order by block_number, log_index`,
        [zeroAddress],
      )
      const none = { account: payer, to_prepaid: null, source: null, recipient: null, is_coin: false }
      const deposit = { ...none, kind: 'deposited' }
      const move = { ...none, kind: 'prepaid_moved' }
      expect(events).to.deep.equal([
        { ...deposit, amount: '3000000', to_prepaid: false, source: 'allowance' },
        { ...deposit, amount: '5', to_prepaid: true, source: 'native', is_coin: true },
        { ...move, amount: '1000000', to_prepaid: true },
        { ...move, amount: '400000', to_prepaid: false },
        { ...none, kind: 'transferred', amount: '500000', recipient: merchant },
      ])
      expect(await reader.rows(`select id, payer from ${VIEWS}.burned_payment`)).to.deep.equal([
        { id: chain.idOf(played.burned), payer },
      ])
    })

    it('balances every fact to zero, and holds what the contract holds', async () => {
      const crooked = `select identity from ${VIEWS}.balance_entry group by chain_id, identity having sum(amount) <> 0`
      expect(await reader.rows(crooked)).to.deep.equal([])
      const inside = await reader.rows<{ token: Address; held: string }>(
        `select token, sum(amount) as held from ${VIEWS}.balance_entry where account_kind <> 'external' group by token`,
      )
      expect(inside).to.have.lengthOf(2)
      for (const { token, held } of inside) expect(held).to.equal(`${await chain.heldByEscrow(token)}`)
    })
  })
