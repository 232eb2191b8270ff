import { useMemo } from 'react'
import { WagmiProvider } from 'wagmi'
import { createApiClient } from '../api/client.ts'
import type { ChainInfo } from '../api/config.ts'
import { isShownAs, tokenOf } from '../checkout/shownToken.ts'
import { CheckoutView } from '../components/CheckoutView.tsx'
import { Loading } from '../components/Loading.tsx'
import { MessagePage } from '../components/MessagePage.tsx'
import { useApiConfig } from '../hooks/useApiConfig.ts'
import { useCheckout } from '../hooks/useCheckout.ts'
import { createWalletConfig } from '../wallet/walletConfig.ts'
import { CheckoutUnavailable } from './CheckoutPage.tsx'

type Props = { apiUrl: string; invoice: string; token: string }

/** Loads the invoice and the chain it is paid on; wallets are asked for nothing before both are known. */
export function CheckoutLoader({ apiUrl, invoice, token }: Props) {
  const api = useMemo(() => createApiClient(apiUrl, token), [apiUrl, token])
  const config = useApiConfig(api)
  const checkout = useCheckout(api, invoice, 'once')
  const chain = config.data?.chains.find((item) => item.chainId === checkout.data?.amount.chainId)

  const error = checkout.data ? config.error : (checkout.error ?? config.error)
  if (error) return <CheckoutUnavailable error={error} />
  if (!config.data || !checkout.data) {
    return <Loading isWaiting={config.failureCount + checkout.failureCount > 0} />
  }
  if (!chain) {
    return (
      <MessagePage
        title="This network is not available"
        lead={`The invoice is to be paid on chain ${checkout.data.amount.chainId}, which this installation does not serve now.`}
      />
    )
  }
  const listed = tokenOf(checkout.data, chain)
  if (listed && !isShownAs(listed, checkout.data)) {
    return (
      <MessagePage
        title="The amount cannot be shown"
        lead="The invoice names its amount in another token, symbol or decimals than this installation knows. Please tell the merchant, and do not pay."
      />
    )
  }
  return (
    <Wallets environment={config.data.environment} chain={chain}>
      <CheckoutView api={api} loaded={checkout.data} chain={chain} />
    </Wallets>
  )
}

type WalletsProps = { environment: string; chain: ChainInfo; children: React.ReactNode }

function Wallets({ environment, chain, children }: WalletsProps) {
  const wallets = useMemo(() => createWalletConfig(environment, chain), [environment, chain])
  return <WagmiProvider config={wallets}>{children}</WagmiProvider>
}
