/**
 * How a word that two people may change merges: from what it was when each of them saw it. Who alone changed it has their way; where
 * both did, the one that the server has stands and the other is told and kept in the timeline, so that neither is lost.
 */

export type Change<T> = {
  /** What it was on the phone when it was changed there. */
  readonly base: T
  readonly mine: T
}

/** `theirs`: what it is now. */
export const mergeScalar = <T>(
  { base, mine }: Change<T>,
  theirs: T,
): { readonly value: T; readonly isConflict: boolean } => {
  if (mine === theirs || mine === base) return { value: theirs, isConflict: false }
  return theirs === base ? { value: mine, isConflict: false } : { value: theirs, isConflict: true }
}
