/**
 * Ids of what a command makes (a visit, a photo's entry) follow from the command's own id: the phone's instant answer and the
 * server's name the same thing by the same id, so that a photo can be taken back before the server ever heard of it.
 */

/** Gives the ids of one command, in the order in which the rule asks for them. */
export const idsOf = (commandId: string): (() => string) => {
  let given = 0
  return () => {
    const nth = given
    given += 1
    return nthIdOf(commandId, nth)
  }
}

/** Version 8 (RFC 9562: made by an own rule); the last eight digits count on, so that ids of one command differ. */
const nthIdOf = (commandId: string, nth: number): string => {
  const tail = (Number.parseInt(commandId.slice(28), 16) + nth) % 0x1_0000_0000
  return `${commandId.slice(0, 14)}8${commandId.slice(15, 28)}${tail.toString(16).padStart(8, '0')}`
}
