import { QrCode } from './QrCode.tsx'
import { Wordmark } from './Wordmark.tsx'

/** The page's own address as a QR code, for those whose wallet lives on another device. */
export function ContinueElsewhere({ address, isPayable }: { address: string; isPayable: boolean }) {
  return (
    <aside className="elsewhere">
      <div className="elsewhere__code">
        <QrCode text={address} label="QR code of this page's address" />
        <p>
          <strong>{isPayable ? 'Wallet on another device?' : 'Keep this page'}</strong>
          <br />
          {isPayable ? 'Scan to open this page there.' : 'Scan to open it on another device.'}
        </p>
      </div>
      <p className="elsewhere__maker">
        <Wordmark /> <span>Your wallet keeps your money until you sign.</span>
      </p>
    </aside>
  )
}
