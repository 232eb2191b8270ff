// A paid API, as small as it can be: a forecast for one cent, settled by Florin to the merchant's own wallet.
// Usage: FLORIN_KEY=fl_test_… [FLORIN_URL=http://127.0.0.1:3001] node examples/paid-endpoint/server.mjs
import { HTTPFacilitatorClient } from '@x402/core/server'
import { ExactEvmScheme } from '@x402/evm/exact/server'
import { paymentMiddleware, x402ResourceServer } from '@x402/express'
import express from 'express'

const PORT = Number(process.env.PORT ?? 4021)
const florin = process.env.FLORIN_URL ?? 'http://127.0.0.1:3001'
const key = process.env.FLORIN_KEY
if (!key) {
  console.error('Set FLORIN_KEY to an API key with the scope relays:write; `npm start` prints one.')
  process.exit(2)
}
const headers = { Authorization: `Bearer ${key}` }

// Where the money goes: the merchant's own address, on the chain and in the token that Florin serves.
const ask = async (path) => {
  const response = await fetch(`${florin}${path}`, { headers })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}
const [{ chains }, { data: addresses }] = await Promise.all([
  ask('/v1/config'),
  ask('/v1/merchant/addresses'),
])
const { chain: network, address: payTo } = addresses[0]
const token = chains.find(({ chain }) => chain === network).tokens.find(({ eip3009 }) => eip3009)

const facilitator = new HTTPFacilitatorClient({
  url: `${florin}/x402`,
  createAuthHeaders: async () => ({ verify: headers, settle: headers, supported: headers }),
})
const price = { asset: token.token, amount: String(10n ** BigInt(token.decimals - 2)), extra: token.eip712 }
const accepts = { scheme: 'exact', network, payTo, price, maxTimeoutSeconds: 120 }

const app = express()
app.use(
  paymentMiddleware(
    { 'GET /forecast': { accepts, description: 'The weather of tomorrow' } },
    new x402ResourceServer(facilitator).register(network, new ExactEvmScheme()),
  ),
)
app.get('/forecast', (_request, response) => response.json({ tomorrow: 'sunny', high: 23 }))
app.listen(PORT, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${PORT}/forecast costs 0.01 ${token.symbol}, paid to ${payTo} on ${network}`)
})
