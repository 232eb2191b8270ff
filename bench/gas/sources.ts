import { encodeAuthorize, encodeDeposit, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { permit2Address } from '@florin/sdk/escrow/permit2.ts'
import { type Hex, maxUint256, zeroAddress } from 'viem'
import { installPermit2, readPermit2Code } from '../../scripts/local/permit2.ts'
import { approve, byPermit, byPermit2 } from '../../test/contracts/support/intake.ts'
import { accounts, type Sandbox } from '../../test/contracts/support/sandbox.ts'
import { buildTerms } from '../../test/contracts/support/terms.ts'
import { amount, type Row } from './row.ts'

const { payer, relayer } = accounts

/** Authorizations from every source beside those of the targets. */
export async function sourceRows(): Promise<Row[]> {
  const rows = [
    { name: 'authorize.available', measure: authorizeFromAvailable },
    { name: 'authorize.native', measure: authorizeByCoin },
    { name: 'authorize.permit', measure: authorizeByPermit },
  ]
  try {
    const code = await readPermit2Code()
    return [...rows, { name: 'authorize.permit2', measure: (box) => authorizeByPermit2(box, code) }]
  } catch (error) {
    console.error(`authorize.permit2 is left out: ${error instanceof Error ? error.message : error}`)
    return rows
  }
}

/** The payer's transaction, from a balance that keeps a rest. */
async function authorizeFromAvailable(box: Sandbox) {
  await box.send(payer, box.escrow, encodeDeposit(false, box.token, 10n * amount, 'allowance', senderAuth))
  const pull = { source: 'available', signature: '0x' } as const
  return box.send(payer, box.escrow, encodeAuthorize(await buildTerms(box), pull))
}

/** The second payment, since the escrow is to hold some already. */
async function authorizeByCoin(box: Sandbox) {
  const pull = { source: 'native', signature: '0x' } as const
  const first = await buildTerms(box, { token: zeroAddress })
  await box.send(payer, box.escrow, encodeAuthorize(first, pull), first.amount)
  const second = await buildTerms(box, { token: zeroAddress })
  return box.send(payer, box.escrow, encodeAuthorize(second, pull), second.amount)
}

/** A relayer brings permit and consent. The permit allows exactly the amount, from nothing before to nothing after. */
async function authorizeByPermit(box: Sandbox) {
  await approve(box, payer, 0n)
  const first = await buildTerms(box)
  await box.send(relayer, box.escrow, encodeAuthorize(first, await byPermit(box, first)))
  const second = await buildTerms(box)
  const receipt = await box.send(relayer, box.escrow, encodeAuthorize(second, await byPermit(box, second)))
  await approve(box, payer, maxUint256)
  return receipt
}

/** A relayer brings the one signature; the payer's allowance to Permit2 is unlimited. */
async function authorizeByPermit2(box: Sandbox, code: Hex) {
  await installPermit2(box.client, code)
  await approve(box, payer, maxUint256, permit2Address)
  const terms = await buildTerms(box)
  return box.send(relayer, box.escrow, encodeAuthorize(terms, await byPermit2(box, terms)))
}
