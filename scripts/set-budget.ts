// `npm run budget`: decides what the host pays for the gas of one merchant's relays, and shows what is used of it.
import { parseArgs } from 'node:util'
import { readDeployments } from '../api/src/chain/deployments.ts'
import { readConfig } from '../api/src/config.ts'
import { makeContext } from '../api/src/context.ts'
import { toSponsorBudget } from '../api/src/domain/objects/sponsorBudget.ts'
import { readBudget } from '../api/src/services/sponsor/listBudgets.ts'
import { type BudgetChange, setBudget } from '../api/src/services/sponsor/setBudget.ts'
import { loadSigners } from '../api/src/signers.ts'

const HELP = `Usage: npm run budget -- --merchant ID --chain CHAIN_ID [--hour WEI|default] [--total WEI|none] [--paid-by host|merchant]

Says what the host pays at most for the gas of one merchant's relays on one chain. What is left out stays as it is; without any of
the three, the budget is only shown. Answers with one line of JSON. Needs the environment of the API.

  --hour     wei for the relays that are accepted in one hour; default is SPONSOR_MERCHANT_WEI_PER_HOUR
  --total    wei for all relays together, which no hour renews; none is no limit
  --paid-by  merchant: captures are charged with their gas, within the fee that payers agreed to (see docs/relayer.md)
`

const options = {
  merchant: { type: 'string' },
  chain: { type: 'string' },
  hour: { type: 'string' },
  total: { type: 'string' },
  'paid-by': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

async function main(values: Values): Promise<unknown> {
  const merchant = values.merchant
  if (!merchant || !values.chain) throw new Error(`--merchant and --chain are needed.\n\n${HELP}`)
  const change = changeOf(values)
  const config = readConfig()
  const chains = readDeployments(config.deploymentsDir, config.rpcUrls)
  const chain = chains.get(Number(values.chain))
  if (!chain) throw new Error(`--chain must be one that is served: ${[...chains.keys()].join(', ')}.`)
  const signers = await loadSigners(config, { chainIds: [...chains.keys()], sends: false })
  const ctx = makeContext(config, chains, { name: 'set-budget', poolSize: 1, signers })
  const chainId = BigInt(chain.chainId)
  try {
    if (!(await ctx.store.merchants.find(ctx.db, merchant)))
      throw new Error(`--merchant must be one of this installation; ${merchant} is none.`)
    const isAsked = Object.keys(change).length > 0
    return toSponsorBudget(
      isAsked ? await setBudget(ctx, merchant, chainId, change) : await readBudget(ctx, merchant, chainId),
    )
  } finally {
    await ctx.close()
  }
}

function changeOf(values: Values): BudgetChange {
  const { hour, total, 'paid-by': paidBy } = values
  if (paidBy !== undefined && paidBy !== 'host' && paidBy !== 'merchant')
    throw new Error('--paid-by must be host or merchant.')
  return {
    ...(hour === undefined ? {} : { hourLimit: weiOf('hour', hour, 'default') }),
    ...(total === undefined ? {} : { totalLimit: weiOf('total', total, 'none') }),
    ...(paidBy === undefined ? {} : { recovers: paidBy === 'merchant' }),
  }
}

function weiOf(option: string, text: string, word: string): bigint | null {
  if (text === word) return null
  if (/^\d{1,30}$/.test(text)) return BigInt(text)
  throw new Error(`--${option} must be wei in digits, or ${word}.`)
}

try {
  const { values } = parseArgs({ options })
  process.stdout.write(values.help ? HELP : `${JSON.stringify(await main(values))}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
