import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil, startTestHardhatNode } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { openReader, startTestIndexer, type TestIndexer, VIEWS } from './support/indexer.ts'
import { playEveryVerb } from './support/scenario.ts'

const FACTS = 9
const WITHDRAWALS = 2

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
      const everything = async () =>
        (await reader.count('payment_event')) === FACTS && (await reader.count('withdrawal')) === WITHDRAWALS
      await waitFor(everything, { describe: 'all facts in the views' })
    })
    after(async () => {
      await reader?.close()
      await indexer?.stop()
      await node?.stop()
      await database?.close()
    })

    it('knows each payment as the contract does', async () => {
      for (const [name, terms] of Object.entries(played)) {
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
      ])
    })

    it('keeps facts in the order of the chain, each with the block it is in', async () => {
      const facts = await reader.rows<{ kind: string; block_number: string; block_hash: string }>(
        `select kind, block_number, block_hash from ${VIEWS}.payment_event order by block_number, log_index`,
      )
      const kinds = 'authorized captured captured voided authorized voided charged refunded authorized'
      expect(facts.map(({ kind }) => kind).join(' ')).to.equal(kinds)
      for (const fact of facts) {
        const block = await chain.client.getBlock({ blockNumber: BigInt(fact.block_number) })
        expect(fact.block_hash).to.equal(block.hash)
      }
    })

    it('knows each balance as the contract does, and as the sum of its legs', async () => {
      const balances = await reader.rows<{
        account: `0x${string}`
        available: string
        seq: string
        legs: string
      }>(
        `select b.account, b.available, b.seq, (select sum(e.amount) from ${VIEWS}.balance_entry e
           where (e.chain_id, e.account, e.token) = (b.chain_id, b.account, b.token)
             and e.account_kind = 'available') as legs
         from ${VIEWS}.account_balance b`,
      )
      expect(balances).to.have.lengthOf(2)
      for (const { account, available, seq, legs } of balances) {
        const [held, , heldSeq] = await chain.balanceOf(account)
        expect([available, seq, legs]).to.deep.equal([`${held}`, `${heldSeq}`, `${held}`])
      }
    })

    it('balances every fact to zero, and holds what the contract holds', async () => {
      const crooked = `select identity from ${VIEWS}.balance_entry group by chain_id, identity having sum(amount) <> 0`
      expect(await reader.rows(crooked)).to.deep.equal([])
      const [inside] = await reader.rows(
        `select sum(amount) as held from ${VIEWS}.balance_entry where account_kind <> 'external'`,
      )
      expect(inside).to.deep.equal({ held: `${await chain.heldByEscrow()}` })
    })
  })
