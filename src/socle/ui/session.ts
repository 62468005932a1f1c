import { createContext, use } from 'react'

/** Who is at the screen, where, and what they may do: the answer of GET /session. */
export type SessionEcran = {
  agent: {
    id: string
    nom: string
    role: string
    roleLibelle: string
    structure: string | null
    equipe: string | null
    /** Address where they receive. */
    lieu: string | null
  }
  territoire: { code: string; nom: string; demo: boolean }
  /** Keys of the table of permissions: decides what is shown, never what is allowed (the server does). */
  droits: string[]
  /** What the territory asks of the role and this session lacks; as long as it is required, one's account alone opens. */
  connexionForte: 'proposee' | 'exigee' | null
  habilitations: { id: string; libelle: string; choisie: boolean }[]
}

export const SessionCourante = createContext<SessionEcran | null>(null)

/** The session of a page; pages behind sign-in always have one. */
export function useSession(): SessionEcran {
  const session = use(SessionCourante)
  if (!session) throw new Error('page shown without a session')
  return session
}

/** Whether the agent has a permission: `usePeut()('orientation.decider')`. */
export function usePeut(): (droit: string) => boolean {
  const { droits } = useSession()
  return droit => droits.includes(droit)
}

let interrompue: string | null = null
/** Here the session was found ended: where one comes back to, whatever was clicked since. Returns that address. */
export function interrompreIci(): string {
  interrompue ??= window.location.pathname + window.location.search
  return interrompue
}
export const pageInterrompue = (): string | null => interrompue
/** Somebody is in again, or went out. */
export const oublierInterruption = (): void => {
  interrompue = null
}
