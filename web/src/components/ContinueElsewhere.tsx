import { QrCode } from './QrCode.tsx'
import { Wordmark } from './Wordmark.tsx'

/** The page's own address as a QR code, for those whose wallet lives on another device. */
export function ContinueElsewhere({ address }: { address: string }) {
  return (
    <aside className="elsewhere">
      <div className="elsewhere__code">
        <QrCode text={address} label="QR code of this page's address" />
        <p>
          <strong>Wallet on another device?</strong>
          <br />
          Scan to open this page there.
        </p>
      </div>
      <p className="elsewhere__maker">
        <Wordmark /> <span>Your wallet keeps your money until you sign.</span>
      </p>
    </aside>
  )
}
