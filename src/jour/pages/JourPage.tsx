import { IconCircleCheck } from '@tabler/icons-react'
import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { traits } from '../../agent/roles.ts'
import { BLOCS } from '../../jours.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { NBSP } from '../../socle/ui/phrases.ts'
import { useSession } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Bloc } from './bloc.ts'
import classes from './Jour.module.css'

/** Hours pass, and others work: the day is read again every minute. */
const RELIRE_MS = 60_000

/**
 * The day of the agent's role: a sentence, then its lists, in the order of the table of roles. Each asks the server by itself; one is
 * shown once those above it are there, so that nothing moves under the eyes.
 */
export function JourPage() {
  const { agent, droits } = useSession()
  const blocs = (traits(agent.role)?.jour ?? []).flatMap(cle =>
    BLOCS.filter(b => b.cle === cle && droits.includes(b.permission)),
  )
  const requetes = useQueries({
    queries: blocs.map(b => ({ queryKey: ['jour', b.cle], queryFn: b.lire, refetchInterval: RELIRE_MS })),
  })
  useEffect(() => {
    for (const b of blocs) if (!b.rare) b.Contenu.precharger().catch(() => undefined)
  })
  if (blocs.length === 0) return <Navigate to="/" replace />

  const resumes = requetes.map((r, i) => (r.data === undefined ? null : (blocs[i]?.resumer(r.data) ?? null)))
  const attendu = requetes.findIndex(r => r.isPending)
  const prets = attendu === -1 ? blocs.length : attendu
  const aJour = resumes.every(r => r?.reste === 0)
  const phrase = attendu === -1 && resumes.flatMap(r => r?.dit ?? []).join(' ')
  return (
    <Page titre="Aujourd’hui" phrase={<span className={classes.phrase}>{phrase || NBSP}</span>}>
      {aJour && !blocs.some(b => b.ditRien) && (
        <Vide titre="Tout est à jour" icone={IconCircleCheck}>
          Rien ne vous attend pour l’instant. Bonne journée.
        </Vide>
      )}
      {blocs.slice(0, prets).map((b, i) => (
        <Montre key={b.cle} bloc={b} requete={requetes[i] as UseQueryResult} aJour={aJour} />
      ))}
      {attendu !== -1 && <Attente forme="liste" />}
    </Page>
  )
}

function Montre({ bloc, requete, aJour }: { bloc: Bloc; requete: UseQueryResult; aJour: boolean }) {
  const { Contenu } = bloc
  if (requete.data === undefined) return <Erreur erreur={requete.error} reessayer={() => requete.refetch()} />
  if (!bloc.resumer(requete.data).montrer) return null
  return <Contenu donnees={requete.data} aJour={aJour} attente={<Attente forme="liste" />} />
}
