import QRCode from 'qrcode'
import { useMemo } from 'react'

const QUIET_ZONE = 3

/** A QR code as one SVG path, drawn by React: no markup is injected and no image is loaded. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => drawQr(text), [text])
  const view = size + 2 * QUIET_ZONE
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${view} ${view}`}
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={view} height={view} className="qr__paper" />
      <path d={path} className="qr__ink" />
    </svg>
  )
}

function drawQr(text: string): { size: number; path: string } {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'L' })
  const { size } = modules
  const cells = Array.from(modules.data, (isDark, index) =>
    isDark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  )
  return { size, path: cells.join('') }
}
