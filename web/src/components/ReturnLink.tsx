import { safeLink } from '../checkout/links.ts'
import { Icon } from './Icon.tsx'

/** Back to the merchant; shown only where the address is http or https. */
export function ReturnLink({ returnUrl, merchantName }: { returnUrl: string | null; merchantName: string }) {
  const link = safeLink(returnUrl)
  if (link === null) return null
  return (
    <a className="button button--quiet" href={link} rel="noreferrer">
      Back to {merchantName}
      <Icon name="arrow" />
    </a>
  )
}
