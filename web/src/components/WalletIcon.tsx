import { Icon } from './Icon.tsx'

/** A wallet announces its icon as a data URL (EIP-6963). Anything else would be a request to a stranger. */
export function WalletIcon({ icon }: { icon: string | undefined }) {
  const data = icon?.trim()
  return (
    <span className="wallet-icon">
      {data?.startsWith('data:image/') ? (
        <img src={data} alt="" width="28" height="28" />
      ) : (
        <Icon name="wallet" />
      )}
    </span>
  )
}
