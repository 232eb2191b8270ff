import { PanelHeading } from './PanelHeading.tsx'
import { Promises } from './Promises.tsx'
import { WalletList } from './WalletList.tsx'

export function ChooseWallet({ isConnecting }: { isConnecting: boolean }) {
  return (
    <>
      <PanelHeading title="Choose a wallet" lead="You will see what you sign before anything is paid." />
      <WalletList isConnecting={isConnecting} />
      <Promises />
    </>
  )
}
