import { safeLink } from '../checkout/links.ts'

/** The way back for those who do not pay; shown only where the address is http or https. */
export function CancelLink({ cancelUrl, merchantName }: { cancelUrl: string | null; merchantName: string }) {
  const link = safeLink(cancelUrl)
  if (link === null) return null
  return (
    <p className="panel__cancel">
      <a href={link} rel="noreferrer">
        Back to {merchantName} without paying
      </a>
    </p>
  )
}
