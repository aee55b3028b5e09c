import { type Actor, can } from './scope.ts'

/**
 * Personal data is masked unless the reader may see it (R-V5): 138****5678, 王**, the house number hidden.
 * The masked text has a fixed shape, so that its length tells nothing.
 */
export const maskPhone = (phone: string | undefined | null): string | undefined => {
  if (!phone) return undefined
  const digits = phone.replace(/\D/g, '')
  if (digits.length < 7) return '****'
  return `${digits.slice(0, 3)}****${digits.slice(-4)}`
}

/** A person's name keeps its first character; a customer that is an organisation keeps four and its end. */
export const maskName = (name: string | undefined | null): string | undefined => {
  if (!name) return undefined
  const characters = [...name]
  if (characters.length <= 4) return `${characters[0]}**`
  return `${characters.slice(0, 2).join('')}**${characters.slice(-4).join('')}`
}

/** Up to the community; building, unit and door are hidden. */
export const maskAddress = (address: string | undefined | null): string | undefined => {
  if (!address) return undefined
  const match = /^(.*?)[0-9０-９A-Za-z]+\s*(?:号|栋|幢|座|单元|室|组|弄|#)/u.exec(address)
  const kept = match?.[1] ?? [...address].slice(0, Math.ceil([...address].length / 2)).join('')
  return `${kept}****`
}

type Person = { readonly name?: string | null; readonly phone?: string | null; readonly address?: string | null }

/** A person as this reader may see them: masked, unless they hold `personal-data.full`. Other fields stay as they are. */
export const presentPerson = <P extends Person>(actor: Actor, person: P): P => {
  if (can(actor, 'personal-data.full')) return person
  return {
    ...person,
    ...('name' in person ? { name: maskName(person.name) ?? person.name } : {}),
    ...('phone' in person ? { phone: maskPhone(person.phone) ?? person.phone } : {}),
    ...('address' in person ? { address: maskAddress(person.address) ?? person.address } : {}),
  }
}
