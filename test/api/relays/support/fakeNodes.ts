import type { PublicClient } from 'viem'
import { connectChains } from '../../../../api/src/chain/clients.ts'
import type { ChainInfo } from '../../../../api/src/domain/chain.ts'
import { type FakeNode, type Speech, startFakeNode } from './fakeNode.ts'

const CHAIN: ChainInfo = {
  chainId: 31_337,
  name: 'test',
  mode: 'test',
  confirmations: 1,
  explorer: null,
  publicRpcUrl: null,
  escrow: `0x${'11'.repeat(20)}`,
  escrowBlock: 0n,
  manager: `0x${'22'.repeat(20)}`,
  tokens: [],
}
const SOMEBODY = `0x${'33'.repeat(20)}` as const
/** When the clock begins. */
export const START_MS = 1_800_000_000_000

/** Nodes of one chain that say what they are told to say, by a clock that is set by hand. */
export function makeFakeNodes(chainId = CHAIN.chainId) {
  const nodes: FakeNode[] = []
  let ahead = 0
  return {
    /** A client of nodes with these first words, in this order. */
    open: async (...first: Partial<Speech>[]): Promise<PublicClient> => {
      for (const speech of first) nodes.push(await startFakeNode({ chainId, ...speech }))
      const own = nodes.map(({ url }) => url)
      const clock = { now: () => new Date(START_MS + ahead) }
      const chains = new Map([[chainId, { ...CHAIN, chainId }]])
      const client = connectChains(chains, new Map([[chainId, { own }]]), clock).get(chainId)
      if (!client) throw new Error('the chain has no client')
      return client
    },
    node: (index: number): FakeNode => {
      const one = nodes[index]
      if (!one) throw new Error(`there is no node ${index}`)
      return one
    },
    /** Which node answered: a balance is the node's port. */
    whoAnswers: async (client: PublicClient): Promise<number> => {
      const port = Number(await client.getBalance({ address: SOMEBODY }))
      return nodes.findIndex(({ url }) => new URL(url).port === String(port))
    },
    /** Sets the clock to so long after its beginning. */
    setClock: (ms: number): void => {
      ahead = ms
    },
    sayAll: (change: Partial<Speech>): void => {
      for (const one of nodes) one.say(change)
    },
    close: async (): Promise<void> => {
      ahead = 0
      for (const one of nodes.splice(0)) await one.close()
    },
  }
}
