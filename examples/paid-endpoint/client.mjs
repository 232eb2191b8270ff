// Buys from a paid API with a wallet that needs no gas.
// Usage: [WALLET_KEY=0x…] [ASSET=eip155:8453/0x…] node examples/paid-endpoint/client.mjs [URL]
import { ExactEvmScheme } from '@x402/evm/exact/client'
import { decodePaymentResponseHeader, wrapFetchWithPayment, x402Client } from '@x402/fetch'
import { mnemonicToAccount, privateKeyToAccount } from 'viem/accounts'

const url = process.argv[2] ?? 'http://127.0.0.1:4021/forecast'
// Without a key of one's own it is the demo wallet of `npm start`, whose key everybody knows.
const MNEMONIC = 'test test test test test test test test test test test junk'
const wallet = process.env.WALLET_KEY
  ? privateKeyToAccount(process.env.WALLET_KEY)
  : mnemonicToAccount(MNEMONIC, { addressIndex: 4 })

// The client pays in well-known dollars alone unless it is told of another token: ours, or on the local chain what is asked.
const [network, asset] = process.env.ASSET?.split('/') ?? (await askedFor(url))
const client = new x402Client()
  .setSpendControls({ allowedAssets: [{ network, asset, maxAmountPerPayment: '1000000' }] })
  .register(network, new ExactEvmScheme(wallet))

const response = await wrapFetchWithPayment(fetch, client)(url)
console.log(response.status, await response.text())
const header = response.headers.get('PAYMENT-RESPONSE')
const receipt = header ? decodePaymentResponseHeader(header) : undefined
if (receipt?.success) console.log('paid in', receipt.transaction)
else console.log('not paid:', receipt?.errorReason ?? reasonIn(response) ?? 'the server says no reason')
if (!response.ok) process.exitCode = 1

/** Why the server asks to be paid, once more: a wallet without money is told so here. */
function reasonIn({ headers }) {
  const asked = headers.get('PAYMENT-REQUIRED')
  return asked ? JSON.parse(Buffer.from(asked, 'base64').toString('utf8')).error : undefined
}

/** What the server asks for, where it is on the local chain. */
async function askedFor(resource) {
  const asked = (await fetch(resource)).headers.get('PAYMENT-REQUIRED') ?? ''
  const [accepted] = JSON.parse(Buffer.from(asked, 'base64').toString('utf8')).accepts
  if (accepted.network !== 'eip155:31337') throw new Error('Set ASSET to the token that you mean to pay in.')
  return [accepted.network, accepted.asset]
}
