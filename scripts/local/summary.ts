import Table from 'cli-table3'
import type { RunningState } from './runningState.ts'

/** A command that a person can paste into a shell to make the next invoice. */
function invoiceCurl({ urls, demo, chainId }: RunningState, token: string): string {
  if (!demo) return ''
  const body = JSON.stringify({
    amount: '10000000',
    chain: `eip155:${chainId}`,
    token,
    description: 'Ten test dollars',
  })
  return [
    `curl ${urls.api}/v1/invoices \\`,
    `  -H 'Authorization: Bearer ${demo.apiKey}' \\`,
    `  -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s)" \\`,
    `  -d '${body}'`,
  ].join('\n')
}

/** Addresses with a token are longer than a terminal is wide; borders would break at every one. */
const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
}

/** What `npm start` shows when everything runs. */
export function summary(state: RunningState, token: string | undefined): string {
  const { urls, demo, database } = state
  const table = new Table({ chars: NO_BORDERS, style: { head: [], border: [], 'padding-left': 0 } })
  table.push(
    ['Checkout (open invoice)', demo ? demo.checkoutUrl : `${urls.web}/pay/…`],
    ['API', urls.api],
    ['API reference', `${urls.api}/docs`],
    ['Indexer', urls.indexer],
    ['Chain RPC', `${urls.rpc} (chain ${state.chainId})`],
    ['Database', database.name],
  )
  if (demo) table.push(['Demo API key', demo.apiKey])
  const example = token && demo ? `\nMake another invoice:\n\n${invoiceCurl(state, token)}\n` : ''
  return `${table.toString()}\n${example}`
}
