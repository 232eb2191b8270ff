import { useMemo } from 'react'
import { createApiClient } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import { LinkView } from '../components/LinkView.tsx'
import { Loading } from '../components/Loading.tsx'
import { MessagePage } from '../components/MessagePage.tsx'
import { useApiConfig } from '../hooks/useApiConfig.ts'
import { usePayLink } from '../hooks/usePayLink.ts'
import { useSettings } from '../hooks/useSettings.ts'
import { CheckoutUnavailable } from './CheckoutPage.tsx'

/** `/link/{token}`: a page that anybody may open to buy the same thing. */
export function LinkPage({ token }: { token: string }) {
  const settings = useSettings()
  if (settings.isError) return <CheckoutUnavailable error={settings.error} />
  if (!settings.data) return <Loading isWaiting={settings.failureCount > 0} />
  return <LinkLoader apiUrl={settings.data.apiUrl} token={token} />
}

function LinkLoader({ apiUrl, token }: { apiUrl: string; token: string }) {
  const api = useMemo(() => createApiClient(apiUrl, null), [apiUrl])
  const config = useApiConfig(api)
  const link = usePayLink(api, token)
  const error = link.error ?? config.error
  if (error) return <LinkUnavailable error={error} />
  if (!config.data || !link.data) return <Loading isWaiting={config.failureCount + link.failureCount > 0} />
  const { amount } = link.data
  const chain = config.data.chains.find((item) => item.chainId === amount.chainId)
  if (!chain) {
    return (
      <MessagePage
        title="This network is not available"
        lead={`The payment is to be made on chain ${amount.chainId}, which this installation does not serve now.`}
      />
    )
  }
  return <LinkView api={api} token={token} link={link.data} chain={chain} />
}

function LinkUnavailable({ error }: { error: Error }) {
  if (error instanceof ApiProblem && error.code === 'payment_link_inactive') {
    return (
      <MessagePage
        title="This offer has ended"
        lead="The merchant sells nothing under this link any more. Please ask the merchant for a new one."
      />
    )
  }
  return <CheckoutUnavailable error={error} />
}
