// Adds a merchant to an installation: there is no public sign-up, the host decides.
import { parseArgs } from 'node:util'
import { readDeployments } from '../api/src/chain/deployments.ts'
import { readConfig } from '../api/src/config.ts'
import { makeContext } from '../api/src/context.ts'
import { parseAddress } from '../api/src/domain/address.ts'
import { SCOPES } from '../api/src/domain/caller.ts'
import { createApiKey } from '../api/src/services/createApiKey.ts'
import { createMerchant } from '../api/src/services/createMerchant.ts'
import { loadSigners } from '../api/src/signers.ts'

const HELP = `Usage: node scripts/add-merchant.ts --name NAME --chain CHAIN_ID --address ADDRESS [--owner ADDRESS] [--opted-in] [--json]

Adds a merchant that is paid at this address, and its first API key, which may do everything and is shown this once. The host
vouches that the address is the merchant's; further ones the merchant proves itself. Needs the environment of the API.

  --chain     the chain's id, such as 84532; it decides whether the merchant is in test or live mode
  --owner     who may sign in as its first owner, and add other people (the address where it is paid)
  --opted-in  the merchant wants the host's operator key to capture, void and refund for it
  --json      one line of JSON instead of sentences
`

const options = {
  name: { type: 'string' },
  chain: { type: 'string' },
  address: { type: 'string' },
  owner: { type: 'string' },
  'opted-in': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

async function addMerchant(values: Values): Promise<{ merchant: string; mode: string; key: string }> {
  const name = required(values.name, 'name')
  const chainId = Number(required(values.chain, 'chain'))
  const address = parseAddress(required(values.address, 'address'), '--address')
  const owner = values.owner === undefined ? address : parseAddress(values.owner, '--owner')
  const config = readConfig()
  const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
  const chain = chains.get(chainId)
  if (!chain) throw new Error(`--chain must be one that is served: ${[...chains.keys()].join(', ')}.`)
  const signers = await loadSigners(config, { chainIds: [...chains.keys()], sends: false })
  const ctx = makeContext(config, chains, { name: 'add-merchant', poolSize: 1, signers })
  try {
    return await ctx.store.locks.inTransaction(ctx.db, async (db) => {
      const inner = { ...ctx, db }
      const merchantId = await createMerchant(inner, {
        name,
        owner,
        operatorOptedIn: values['opted-in'],
        addresses: [{ chainId, mode: chain.mode, address }],
      })
      const { key } = await createApiKey(inner, { merchantId, mode: chain.mode }, SCOPES)
      return { merchant: merchantId, mode: chain.mode, key }
    })
  } finally {
    await ctx.close()
  }
}

function required(value: string | undefined, name: string): string {
  if (value) return value
  throw new Error(`--${name} is missing.\n\n${HELP}`)
}

try {
  const { values } = parseArgs({ options })
  if (values.help) process.stdout.write(HELP)
  else {
    const added = await addMerchant(values)
    const { merchant, mode, key } = added
    const sentences = `${merchant} is there, in ${mode} mode. Its key, shown this once:\n${key}\n`
    process.stdout.write(values.json ? `${JSON.stringify(added)}\n` : sentences)
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
