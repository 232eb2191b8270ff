import { EXAMPLE_CHAIN, EXAMPLE_MERCHANT, EXAMPLE_PAYER, EXAMPLE_SIGNATURE, EXAMPLE_TOKEN } from './parts.ts'

/** A cup of coffee's worth of an API. */
export const x402RequirementsExample = {
  scheme: 'exact',
  network: EXAMPLE_CHAIN,
  asset: EXAMPLE_TOKEN,
  amount: '10000',
  payTo: EXAMPLE_MERCHANT,
  maxTimeoutSeconds: 60,
  extra: { name: 'Florin Test Dollar', version: '2' },
}

export const x402PayloadExample = {
  x402Version: 2,
  resource: { url: 'https://api.example.com/forecast', description: 'The weather of tomorrow' },
  accepted: x402RequirementsExample,
  payload: {
    signature: EXAMPLE_SIGNATURE,
    authorization: {
      from: EXAMPLE_PAYER,
      to: EXAMPLE_MERCHANT,
      value: '10000',
      validAfter: '0',
      validBefore: '1795348860',
      nonce: `0x${'7b'.repeat(32)}`,
    },
  },
}
