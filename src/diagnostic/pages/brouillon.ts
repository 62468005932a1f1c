import { useEffect, useRef, useState } from 'react'
import type { Reponses } from '../diagnostic.ts'

export type Brouillon = {
  reponses: Reponses
  conjoint: boolean
  etabliLe: string
  synthese: string
  notePrivee: string
  /** The version this draft starts from. */
  surVersion: number | null
}

const cle = (agentId: string, personneId: string) => `filrouge.brouillon.diagnostic.${agentId}.${personneId}`

/** The draft kept on this machine for this person by this agent, or null. */
function brouillonGarde(agentId: string, personneId: string): Brouillon | null {
  try {
    return JSON.parse(localStorage.getItem(cle(agentId, personneId)) ?? 'null') as Brouillon | null
  } catch {
    return null
  }
}

/**
 * A draft kept as it is typed: after a cut, a reload or a closed window it comes back. `oublier` once it is saved.
 * `garde`: ISO instant of the last keeping, to say « Brouillon gardé à 10 h 42 ».
 */
export function useBrouillon(agentId: string, personneId: string, initial: Brouillon) {
  const [brouillon, setBrouillon] = useState<Brouillon>(() => brouillonGarde(agentId, personneId) ?? initial)
  const [garde, setGarde] = useState<string | null>(null)
  const touche = useRef(false)

  useEffect(() => {
    if (!touche.current) return
    localStorage.setItem(cle(agentId, personneId), JSON.stringify(brouillon))
    setGarde(new Date().toISOString())
  }, [brouillon, agentId, personneId])

  return {
    brouillon,
    garde,
    changer: (morceau: Partial<Brouillon>) => {
      touche.current = true
      setBrouillon(avant => ({ ...avant, ...morceau }))
    },
    oublier: () => {
      touche.current = false
      localStorage.removeItem(cle(agentId, personneId))
    },
    recommencer: () => {
      touche.current = false
      localStorage.removeItem(cle(agentId, personneId))
      setGarde(null)
      setBrouillon(initial)
    },
  }
}
