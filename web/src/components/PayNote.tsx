import type { Note } from '../checkout/state.ts'
import { Notice } from './Notice.tsx'

/** Why the last click did not lead to a payment. */
export function PayNote({ note }: { note: Note }) {
  switch (note.name) {
    case 'rejected':
      return (
        <Notice tone="problem" icon="cross" title="You declined the signature.">
          <p>Nothing was signed and nothing was paid.</p>
        </Notice>
      )
    case 'failed':
      return (
        <Notice tone="problem" icon="alert" title="The payment could not be sent.">
          <p>{note.message}</p>
        </Notice>
      )
    case 'refused':
      return (
        <Notice tone="problem" icon="shield" title="This page refused to ask for your signature.">
          <p>What the payment service asked you to sign is not what this page shows:</p>
          <ul>
            {note.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          <p>Nothing was signed and nothing was paid. Please tell the merchant.</p>
        </Notice>
      )
  }
}
