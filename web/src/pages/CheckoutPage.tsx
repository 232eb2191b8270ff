import { ApiProblem } from '../api/problem.ts'
import { Loading } from '../components/Loading.tsx'
import { MessagePage } from '../components/MessagePage.tsx'
import { useSettings } from '../hooks/useSettings.ts'
import { CheckoutLoader } from './CheckoutLoader.tsx'

/** `/pay/{invoice}?token=…` */
export function CheckoutPage({ invoice, token }: { invoice: string; token: string | null }) {
  const settings = useSettings()
  if (token === null) return <BrokenLink />
  if (settings.isError) return <CheckoutUnavailable error={settings.error} />
  if (!settings.data) return <Loading isWaiting={settings.failureCount > 0} />
  return <CheckoutLoader apiUrl={settings.data.apiUrl} invoice={invoice} token={token} />
}

export function CheckoutUnavailable({ error }: { error: Error }) {
  if (error instanceof ApiProblem && error.code === 'invoice_not_open') {
    return (
      <MessagePage
        title="Not open yet"
        lead="The merchant is still writing this invoice. Please come back later, or ask the merchant when it will be sent."
      />
    )
  }
  if (error instanceof ApiProblem && [400, 401, 403, 404].includes(error.status)) return <BrokenLink />
  return (
    <MessagePage title="This page cannot be shown" lead="The payment service sent something unexpected.">
      <p className="panel__hint">{error.message}</p>
    </MessagePage>
  )
}

function BrokenLink() {
  return (
    <MessagePage
      title="This payment link does not work"
      lead="It may be incomplete, or belong to an invoice that no longer exists. Please open the full link that the merchant sent you."
    />
  )
}
