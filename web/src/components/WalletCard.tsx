import { useConnection, useDisconnect } from 'wagmi'
import type { Money } from '../api/money.ts'
import { shortHex } from '../checkout/format.ts'
import type { Wallet } from '../checkout/state.ts'
import { Amount } from './Amount.tsx'
import { WalletIcon } from './WalletIcon.tsx'

type Props = {
  wallet: Extract<Wallet, { status: 'connected' }>
  balance: Pick<Money, 'amountUnits' | 'decimals' | 'symbol'> | null
}

/** The connected wallet: whose money it is. */
export function WalletCard({ wallet, balance }: Props) {
  const { connector } = useConnection()
  const disconnect = useDisconnect()
  return (
    <div className="wallet-card">
      <WalletIcon icon={connector?.icon} />
      <div className="wallet-card__who">
        <span className="wallet-card__name">{wallet.name}</span>
        <span className="wallet-card__address" title={wallet.address}>
          <span>{shortHex(wallet.address)}</span>
          {balance !== null && (
            <span>
              <span className="visually-hidden">Balance </span>
              <Amount money={balance} />
            </span>
          )}
        </span>
      </div>
      <button type="button" className="link-button" onClick={() => disconnect.mutate({})}>
        Change<span className="visually-hidden"> wallet</span>
      </button>
    </div>
  )
}
