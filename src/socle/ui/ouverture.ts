import { useEffect, useState } from 'react'

/**
 * Whether a window asked to be open is: just after being mounted, never at once. A Mantine window remembers where the focus
 * was when it goes from closed to opened; one loaded on demand would be mounted already opened, and lose it.
 */
export function useOuverture(demandee: boolean): boolean {
  const [ouverte, setOuverte] = useState(false)
  useEffect(() => setOuverte(demandee), [demandee])
  return ouverte
}
