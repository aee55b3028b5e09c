import { useEffect, useRef, useState } from 'react'
import { TextInput } from './inputs.tsx'

const REST_MS = 300

/** A search that asks once the typing rests, so that a word is one question and not one for each letter. */
export const SearchInput = ({
  value,
  onChange,
  label,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
}) => {
  const [typed, setTyped] = useState(value)
  const latest = useRef(onChange)
  latest.current = onChange
  const told = useRef(value)
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    if (typed === told.current) return
    const timer = setTimeout(() => {
      told.current = typed
      latest.current(typed)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div style={{ width: 320, maxWidth: '100%' }}>
      <TextInput
        icon="search"
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={setTyped}
        maxLength={60}
      />
    </div>
  )
}
