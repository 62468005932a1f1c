import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { BoutonConfirmer } from '../../../socle/ui/Confirmer.tsx'
import { dateCourte, heure, jourDe, pluriel } from '../../../socle/ui/dates.ts'
import { Etat } from '../../../socle/ui/Etat.tsx'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { notifier, notifierErreur } from '../../../socle/ui/notifier.tsx'
import { useSession } from '../../../socle/ui/session.ts'
import { MOYENS } from '../facteur.ts'
import type { fermerMaSession, fermerMesAutresSessions } from '../fermer-sessions.ts'
import { type Cas, CLE_SECURITE, type Securite } from './appels.ts'
import classes from './ConnexionForte.module.css'

type Ouverte = Securite['sessions'][number]
const quand = (instant: string) => `${dateCourte(jourDe(instant))} à ${heure(instant)}`

/** Where one is signed in: this device first. */
export function SessionsOuvertes({ sessions }: { sessions: Ouverte[] }) {
  const cache = useQueryClient()
  const { territoire } = useSession()
  const relire = () => cache.invalidateQueries({ queryKey: CLE_SECURITE })
  const fermer = async ({ id }: Ouverte) => {
    await call<Cas<typeof fermerMaSession>>('POST /compte/sessions/:sessionId/fermeture', { sessionId: id })
    await relire()
    notifier('Session fermée')
  }
  const autres = sessions.length - 1
  return (
    <Fiche
      titre="Mes sessions ouvertes"
      actions={
        autres > 1 && (
          <BoutonConfirmer
            titre="Fermer toutes vos autres sessions ?"
            perte="Il faudra s’y connecter de nouveau. Ce qui y est écrit et pas encore enregistré sera perdu."
            action="Fermer les autres"
            onConfirmer={async () => {
              const { fermees } = await call<Cas<typeof fermerMesAutresSessions>>('POST /compte/sessions/fermeture', {})
              await relire()
              notifier(`${pluriel(fermees, 'session fermée', 'sessions fermées')}`)
            }}
          >
            Fermer toutes les autres
          </BoutonConfirmer>
        )
      }
    >
      <ul className={classes.liste}>
        {sessions.map(s => (
          <li key={s.id}>
            <div>
              <strong>{s.appareil ?? 'Appareil inconnu'}</strong>
              <span className={classes.discret}>
                {[
                  `Ouverte le ${quand(s.ouverteLe)} par ${MOYENS[s.moyen]}`,
                  s.dernierUsageLe !== s.ouverteLe && s.dernierUsageLe && `dernier usage le ${quand(s.dernierUsageLe)}`,
                  s.reseau && `réseau ${s.reseau}`,
                  s.territoire !== territoire.nom && s.territoire,
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </div>
            {s.celleCi ? (
              <Etat ton="info">Celle-ci</Etat>
            ) : (
              <Button
                variant="default"
                aria-label={`Fermer\u00a0: ${s.appareil ?? 'appareil inconnu'}, ouverte le ${quand(s.ouverteLe)}`}
                onClick={() => void fermer(s).catch(notifierErreur)}
              >
                Fermer
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p>Un appareil que vous ne connaissez pas ? Fermez sa session, puis changez votre mot de passe.</p>
    </Fiche>
  )
}
