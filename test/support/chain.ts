import {
  type AnvilOptions,
  type HardhatNodeOptions,
  type LocalChain,
  startAnvil,
  startHardhatNode,
} from '../../scripts/local/chain.ts'
import { testFile } from './workspace.ts'

/** anvil on a free port, with its log in the folder of this test process. */
export function startTestAnvil(options: Omit<AnvilOptions, 'logFile'> = {}): Promise<LocalChain> {
  return startAnvil({ logFile: testFile('anvil.log'), ...options })
}

/** A Hardhat node on a free port, with its log in the folder of this test process. */
export function startTestHardhatNode(options: Omit<HardhatNodeOptions, 'logFile'> = {}): Promise<LocalChain> {
  return startHardhatNode({ logFile: testFile('chain.log'), ...options })
}
