import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { expect } from 'chai'
import { type Address, toFunctionSelector, zeroAddress } from 'viem'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { openReader, startTestIndexer, type TestIndexer, VIEWS } from './support/indexer.ts'
import { playEveryVerb } from './support/scenario.ts'
import { playSettings } from './support/settingsScenario.ts'

describe('what accounts and the owner set', () => {
  let database: TestDatabase
  let node: LocalChain
  let chain: EscrowChain
  let indexer: TestIndexer
  let reader: ReturnType<typeof openReader>
  let nonce: bigint

  before(async () => {
    const deployments = testFile('deployments')
    ;[database, node] = await Promise.all([openTestDatabase(), startTestAnvil()])
    chain = await openEscrowChain(node, deployments)
    await playEveryVerb(chain)
    const played = await playSettings(chain)
    nonce = played.nonce
    indexer = await startTestIndexer(database, { deployments, chains: [chain] })
    await indexer.untilReady()
    reader = openReader(database)
    const last = () => reader.rows(`select 1 from ${VIEWS}.escrow_setting where pending_owner is not null`)
    await waitFor(async () => (await last()).length === 1, { describe: 'the last setting in the views' })
  })
  after(async () => {
    await reader?.close()
    await indexer?.stop()
    await node?.stop()
    await database?.close()
  })

  const of = (role: Parameters<EscrowChain['address']>[0]) => chain.address(role).toLowerCase()

  it('tells operators with their caps, the revoked ones with 0', async () => {
    const rows = await reader.rows(
      `select account, operator, token, daily_cap from ${VIEWS}.operator order by daily_cap`,
    )
    const grant = { operator: of('operator'), token: chain.token.toLowerCase() }
    expect(rows).to.deep.equal([
      { ...grant, account: of('feeRecipient'), daily_cap: '0' },
      { ...grant, account: of('merchant'), daily_cap: '1000' },
    ])
  })

  it('tells payout addresses as the contract does, and none where it was taken back', async () => {
    const rows = await reader.rows<{ account: Address; payout: string | null; valid_from: string | null }>(
      `select account, payout, valid_from from ${VIEWS}.payout order by account`,
    )
    const set = rows.filter(({ payout }) => payout !== null)
    expect(rows.length - set.length, 'taken back').to.equal(1)
    expect(set.map(({ account, payout }) => [account, payout])).to.deep.equal([
      [of('merchant'), of('operator')],
    ])
    for (const { account, payout, valid_from } of rows) {
      const [address, validFrom] = await chain.client.readContract({
        address: chain.escrow,
        abi: paymentEscrowAbi,
        functionName: 'payoutTo',
        args: [account],
      })
      expect(address.toLowerCase()).to.equal(payout ?? zeroAddress)
      if (payout !== null) expect(valid_from).to.equal(`${validFrom}`)
    }
  })

  it('tells nonces that are used or canceled, of each contract', async () => {
    const rows = await reader.rows<{ digest: string | null }>(
      `select contract, account, nonce, status, digest from ${VIEWS}.signed_nonce order by nonce`,
    )
    expect(rows.map(({ digest, ...row }) => row)).to.deep.equal([
      { contract: chain.escrow.toLowerCase(), account: of('payer'), nonce: '5', status: 'canceled' },
      { contract: chain.manager.toLowerCase(), account: of('payer'), nonce: '6', status: 'canceled' },
      { contract: chain.escrow.toLowerCase(), account: of('merchant'), nonce: `${nonce}`, status: 'used' },
    ])
    expect(rows.map(({ digest }) => digest?.length ?? null)).to.deep.equal([null, null, 66])
  })

  it('tells which tokens are taken, and what the escrow owes in each: what it holds', async () => {
    const rows = await reader.rows<{ token: Address; listed: boolean; owed: string }>(
      `select token, listed, escrowed + available + prepaid as owed from ${VIEWS}.token order by token`,
    )
    expect(rows.map(({ token, listed }) => [token, listed])).to.deep.equal([
      [zeroAddress, false],
      [chain.token.toLowerCase(), true],
    ])
    for (const { token, owed } of rows) expect(owed).to.equal(`${await chain.heldByEscrow(token)}`)
  })

  it('tells the sums of every account where each token stands', async () => {
    const differing = await reader.rows(
      `select t.token from ${VIEWS}.token t where
         t.available <> (select sum(b.available) from ${VIEWS}.account_balance b where b.token = t.token) or
         t.prepaid <> (select sum(b.prepaid) from ${VIEWS}.account_balance b where b.token = t.token) or
         t.escrowed <> (select sum(p.capturable) from ${VIEWS}.payment p where p.token = t.token)`,
    )
    expect(differing).to.deep.equal([])
  })

  it('tells who owns the escrow, and whether intake is paused', async () => {
    const rows = await reader.rows(
      `select escrow, owner, pending_owner, intake_paused from ${VIEWS}.escrow_setting`,
    )
    expect(rows).to.deep.equal([
      {
        escrow: chain.escrow.toLowerCase(),
        owner: of('deployer'),
        pending_owner: of('merchant'),
        intake_paused: false,
      },
    ])
  })

  it('tells what a batch left undone, and why', async () => {
    const reason = toFunctionSelector('ExceedsCapturable(uint256,uint256)')
    const rows = await reader.rows<{ reason: string }>(`select reason from ${VIEWS}.failed_capture`)
    expect(rows).to.deep.equal([{ reason }])
  })

  it('stands in the reference of tables, as every column does', async () => {
    const reference = readFileSync('docs/tables.md', 'utf8')
    const sections = new Map(
      reference.split(/\n#+ /).map((section) => [section.split(' ')[0] ?? '', section] as const),
    )
    const columns = await reader.rows<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = $1 and table_name not like '\\_%' order by 1, 2`,
      [VIEWS],
    )
    expect(columns.length).to.be.greaterThan(200)
    const undescribed = columns.filter(({ table, column }) => !describes(sections.get(table), column))
    expect(undescribed.map(({ table, column }) => `${table}.${column}`)).to.deep.equal([])
  })
})

const PLACE = ['block_number', 'block_hash', 'tx_hash', 'log_index', 'timestamp']

function describes(section: string | undefined, column: string): boolean {
  if (section === undefined) return false
  const named = section.includes(`\`${column}\``) || section.slice(0, section.indexOf('\n')).includes(column)
  return named || (PLACE.includes(column) && /\bplace\b/.test(section))
}
