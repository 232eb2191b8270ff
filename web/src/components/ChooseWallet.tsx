import type { Money } from '../api/money.ts'
import { PanelHeading } from './PanelHeading.tsx'
import { Promises } from './Promises.tsx'
import { WalletList } from './WalletList.tsx'

export function ChooseWallet({ due, isConnecting }: { due: Money; isConnecting: boolean }) {
  return (
    <>
      <PanelHeading title="Choose a wallet" lead="You will see what you sign before anything is paid." />
      <WalletList chainId={due.chainId} isConnecting={isConnecting} />
      <Promises />
    </>
  )
}
