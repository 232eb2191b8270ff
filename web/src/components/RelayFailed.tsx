import { Notice } from './Notice.tsx'
import { PanelHeading } from './PanelHeading.tsx'

/** The transaction did not succeed; the same signed terms can be tried again and still pay only once. */
export function RelayFailed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <>
      <PanelHeading
        title="The payment did not go through"
        lead="Your money did not move. You can try again."
      />
      <Notice tone="problem" icon="alert" title="What the network said">
        <p>{message}</p>
      </Notice>
      <button type="button" className="button" onClick={onRetry}>
        Try again
      </button>
    </>
  )
}
