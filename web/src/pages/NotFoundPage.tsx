import { MessagePage } from '../components/MessagePage.tsx'

export function NotFoundPage() {
  return (
    <MessagePage
      title="There is nothing at this address"
      lead="If you came to pay, please check that you opened the full link that the merchant sent you."
    >
      <p className="message-page__links">
        <a className="button button--quiet" href="/">
          What this is
        </a>
      </p>
    </MessagePage>
  )
}
