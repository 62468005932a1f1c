import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { Saisie } from '../../socle/ui/saisie/saisie.ts'
import type { Version } from '../diagnostic.ts'

export type Brouillon = Saisie<z.input<typeof Version>> & {
  /** The version this draft starts from. */
  surVersion: number | null
}

const cle = (agentId: string, personneId: string) => `filrouge.brouillon.diagnostic.${agentId}.${personneId}`

/** The draft kept on this machine for this person by this agent, or null. */
export function brouillonGarde(agentId: string, personneId: string): Brouillon | null {
  try {
    return JSON.parse(localStorage.getItem(cle(agentId, personneId)) ?? 'null') as Brouillon | null
  } catch {
    return null
  }
}

/**
 * Keeps a draft as it is typed: after a cut, a reload or a closed window it comes back. `oublier` once it is saved or begun again.
 * `garde`: ISO instant of the last keeping, to say « Brouillon gardé à 10 h 42 ».
 */
export function useBrouillon(agentId: string, personneId: string, brouillon: Brouillon) {
  const [garde, setGarde] = useState<string | null>(null)
  const ecrit = JSON.stringify(brouillon)
  const dernier = useRef(ecrit)

  useEffect(() => {
    if (dernier.current === ecrit) return
    dernier.current = ecrit
    localStorage.setItem(cle(agentId, personneId), ecrit)
    setGarde(new Date().toISOString())
  }, [ecrit, agentId, personneId])

  return {
    garde,
    /** `suivant`: what is shown instead, that nobody typed. */
    oublier: (suivant: Brouillon = brouillon) => {
      dernier.current = JSON.stringify(suivant)
      localStorage.removeItem(cle(agentId, personneId))
      setGarde(null)
    },
  }
}
