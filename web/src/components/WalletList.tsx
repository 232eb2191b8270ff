import { type Connector, useConnect, useConnectors } from 'wagmi'
import { DEMO_WALLET_ID } from '../wallet/demoWallet.ts'
import { isUserRejection, walletMessage } from '../wallet/walletErrors.ts'
import { Notice } from './Notice.tsx'
import { WalletRow } from './WalletRow.tsx'

/** Every wallet that announced itself to this page, and on the sandbox the demo wallet. */
export function WalletList({ isConnecting }: { isConnecting: boolean }) {
  const connectors = useConnectors()
  const connect = useConnect()
  const wallets = connectors.filter((connector) => connector.id !== DEMO_WALLET_ID)
  const demo = connectors.find((connector) => connector.id === DEMO_WALLET_ID)
  const choose = (connector: Connector) => connect.mutate({ connector })
  const chosen = connect.isPending ? connect.variables?.connector : undefined
  const row = (connector: Connector, note?: string) => (
    <WalletRow
      key={connector.uid}
      name={connector.name}
      icon={connector.icon}
      note={note}
      isWaiting={isConnecting && chosen === connector}
      isDisabled={isConnecting && chosen === connector}
      onChoose={() => choose(connector)}
    />
  )
  return (
    <>
      {connect.isError && (
        <Notice
          tone="problem"
          icon="alert"
          title={
            isUserRejection(connect.error) ? 'The wallet was not connected.' : walletMessage(connect.error)
          }
        />
      )}
      {connectors.length > 0 && (
        <ul className="wallets">
          {wallets.map((wallet) => row(wallet))}
          {demo && row(demo, 'Public test key, sandbox only')}
        </ul>
      )}
      {wallets.length === 0 && (
        <p className="panel__hint">
          {demo ? 'No other wallet was found in this browser.' : 'No wallet was found in this browser.'}{' '}
          Install one, or scan the code to open this page in your wallet's app.
        </p>
      )}
    </>
  )
}
