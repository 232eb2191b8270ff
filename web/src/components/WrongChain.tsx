import { useSwitchChain } from 'wagmi'
import type { ChainInfo } from '../api/config.ts'
import type { State } from '../checkout/state.ts'
import { isUserRejection, walletMessage } from '../wallet/walletErrors.ts'
import { Notice } from './Notice.tsx'
import { PanelHeading } from './PanelHeading.tsx'
import { Spinner } from './Spinner.tsx'
import { WalletCard } from './WalletCard.tsx'

/** Asks the wallet to switch; a wallet that has never heard of the network is asked to add it. */
export function WrongChain({
  chain,
  state,
}: {
  chain: ChainInfo
  state: Extract<State, { name: 'wrong_chain' }>
}) {
  const switchChain = useSwitchChain()
  return (
    <>
      <PanelHeading
        title="Switch the network"
        lead={`This invoice is paid on ${chain.name}. Your wallet is on another network (chain ${state.wallet.chainId}).`}
      />
      {switchChain.isError && (
        <Notice
          tone="problem"
          icon="alert"
          title={
            isUserRejection(switchChain.error)
              ? 'The wallet stayed where it was.'
              : walletMessage(switchChain.error)
          }
        />
      )}
      <WalletCard wallet={state.wallet} balance={null} />
      <button
        type="button"
        className="button"
        disabled={switchChain.isPending}
        onClick={() => switchChain.mutate({ chainId: chain.chainId })}
      >
        {switchChain.isPending && <Spinner />}
        Switch to {chain.name}
      </button>
    </>
  )
}
