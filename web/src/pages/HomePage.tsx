import { MessagePage } from '../components/MessagePage.tsx'
import { useSettings } from '../hooks/useSettings.ts'

export function HomePage() {
  const settings = useSettings()
  return (
    <MessagePage
      title="Payments that stay yours"
      lead="This is a Florin installation: merchants bill, wallets pay with one signature, and a contract holds the money. If you came to pay, please open the link that the merchant sent you."
    >
      {settings.data && (
        <p className="message-page__links">
          <a className="button button--quiet" href={`${settings.data.apiUrl}/docs`}>
            API documentation
          </a>
        </p>
      )}
    </MessagePage>
  )
}
