import { describe, it } from 'node:test'
import { expect } from 'chai'
import {
  type Claim,
  matchFacts,
  type OutFact,
  outStatus,
  signedName,
} from '../../../api/src/domain/moneyOut.ts'
import { signatureOf } from '../../../api/src/domain/signedFacts.ts'
import { testRandom } from '../../support/random.ts'

type Hex = `0x${string}`

const PAYER: Hex = '0x01'
const SIGNER: Hex = '0x02'

const claim = (id: string, changes: Partial<Claim> = {}): Claim => ({
  id,
  source: 'api',
  status: 'requires_signature',
  amount: 5n,
  recipient: PAYER,
  signer: SIGNER,
  nonce: BigInt(id),
  fact_identity: null,
  tx_hash: null,
  sent: [],
  ...changes,
})

const fact = (identity: Hex, changes: Partial<OutFact> = {}): OutFact => ({
  identity,
  amount: 5n,
  recipient: PAYER,
  tx_hash: '0xaa',
  signed: null,
  ...changes,
})

const pairs = (facts: OutFact[], claims: Claim[]) => Object.fromEntries(matchFacts(facts, claims))

describe('matching facts to what was asked for', () => {
  it('goes by the signature before anything else', () => {
    const claims = [claim('1', { fact_identity: '0xf2' }), claim('2')]
    const facts = [fact('0xf1', { signed: signedName(SIGNER, 1n) }), fact('0xf2')]
    expect(pairs(facts, claims)).to.deep.equal({ '0xf1': '1', '0xf2': '2' })
  })

  it('gives a signed fact to no request with another amount or receiver', () => {
    const facts = [fact('0xf1', { signed: signedName(SIGNER, 1n) })]
    expect(pairs(facts, [claim('1', { amount: 6n })])).to.deep.equal({})
    expect(pairs(facts, [claim('1', { recipient: '0x09' })])).to.deep.equal({})
  })

  it('keeps what was decided before', () => {
    const claims = [claim('1'), claim('2', { fact_identity: '0xf1', status: 'succeeded' })]
    expect(pairs([fact('0xf1')], claims)).to.deep.equal({ '0xf1': '2' })
  })

  it('gives a payout of a whole balance to the relay that sent it, whatever it came to', () => {
    const claims = [claim('1', { status: 'pending', amount: 9n, sent: ['0xaa'] })]
    expect(pairs([fact('0xf1')], claims)).to.deep.equal({ '0xf1': '1' })
  })

  it('takes what the merchant sent itself for the oldest request, never for one that the host sends', () => {
    const claims = [claim('1', { status: 'pending' }), claim('2'), claim('3')]
    expect(pairs([fact('0xf1')], claims)).to.deep.equal({ '0xf1': '2' })
  })

  it('gives no claim to two facts, in any order of either', () => {
    const { integer } = testRandom()
    for (let round = 0; round < 2_000; round += 1) {
      const claims = Array.from({ length: integer(5) }, (_, index) =>
        claim(String(index), {
          amount: BigInt(1 + integer(2)),
          status: integer(2) ? 'pending' : 'requires_signature',
          tx_hash: integer(3) ? null : `0x${integer(3)}`,
          fact_identity: integer(4) ? null : `0xf${index}`,
        }),
      )
      const facts = Array.from({ length: integer(6) }, (_, index) =>
        fact(`0xf${index}`, {
          amount: BigInt(1 + integer(2)),
          tx_hash: `0x${integer(3)}`,
          signed: integer(2) ? null : signedName(SIGNER, BigInt(integer(5))),
        }),
      )
      const matched = [...matchFacts(facts, claims).values()]
      expect(new Set(matched).size).to.equal(matched.length)
    }
  })
})

describe('the state of money that goes out', () => {
  it('follows the fact first, then the relay, then what was asked for', () => {
    const asked = { source: 'api', canceled_at: null, relay_status: null } as const
    expect(outStatus(asked, null)).to.equal('requires_signature')
    expect(outStatus({ ...asked, canceled_at: new Date(0) }, null)).to.equal('canceled')
    expect(outStatus({ ...asked, canceled_at: new Date(0) }, 'confirmed')).to.equal('succeeded')
    expect(outStatus({ ...asked, relay_status: 'confirmed' }, null)).to.equal('pending')
    expect(outStatus({ ...asked, relay_status: 'expired' }, null)).to.equal('failed')
    expect(outStatus({ ...asked, relay_status: 'failed' }, 'pending')).to.equal('pending')
    expect(outStatus({ ...asked, source: 'chain' }, null)).to.equal('failed')
  })
})

describe('the signature that a fact used', () => {
  const spent = (log_index: number, nonce: bigint, tx_hash: Hex = '0xaa') => ({
    account: SIGNER,
    nonce,
    contract: '0x0e' as Hex,
    tx_hash,
    log_index,
  })

  it('is the last one before it in the same transaction', () => {
    const at = { contract: '0x0e', tx_hash: '0xaa', log_index: 7 } as const
    const all = [spent(2, 1n), spent(5, 2n), spent(8, 3n), spent(6, 4n, '0xbb')]
    expect(signatureOf(at, all)).to.equal(signedName(SIGNER, 2n))
    expect(signatureOf({ ...at, log_index: 1 }, all)).to.equal(undefined)
  })
})
