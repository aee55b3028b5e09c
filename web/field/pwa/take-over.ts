/** What the page tells a waiting build: the person wants it now. */
export const TAKE_OVER = 'take-over'
