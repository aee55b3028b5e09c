/** Where something that floats stands: under its anchor, above it when there is no room below, always inside the window. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
export type Size = { readonly width: number; readonly height: number }

const GAP = 4
const EDGE = 8

export const placeBeside = (
  anchor: Box,
  floating: Size,
  viewport: Size,
  align: 'start' | 'end' | 'middle' = 'start',
): { readonly left: number; readonly top: number; readonly isAbove: boolean } => {
  const below = viewport.height - (anchor.top + anchor.height) - GAP - EDGE
  const above = anchor.top - GAP - EDGE
  const isAbove = floating.height > below && above > below
  const top = isAbove
    ? Math.max(EDGE, anchor.top - GAP - floating.height)
    : Math.max(EDGE, Math.min(anchor.top + anchor.height + GAP, viewport.height - EDGE - floating.height))
  const wanted =
    align === 'start'
      ? anchor.left
      : align === 'end'
        ? anchor.left + anchor.width - floating.width
        : anchor.left + anchor.width / 2 - floating.width / 2
  const left = Math.max(EDGE, Math.min(wanted, viewport.width - EDGE - floating.width))
  return { left, top, isAbove }
}
