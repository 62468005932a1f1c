import { Alert, Text } from '@mantine/core'
import { IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { dateProche, heure } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Etat } from '../../socle/ui/Etat.tsx'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import type { creneaux } from '../creneaux.ts'
import type { Modalite } from '../rendez-vous.ts'
import classes from './PrendreRendezVous.module.css'

export type DemandeCreneaux = {
  agentId?: string
  personneId?: string
  dureeMinutes: number
  depuis?: string
  modalite?: Modalite
}

/** The free slots of an agent; kept on screen while others load. */
export function useCreneaux(demande: DemandeCreneaux, actif: boolean) {
  return useQuery({
    queryKey: ['creneaux', demande],
    queryFn: () => call<typeof creneaux>('GET /creneaux', demande),
    enabled: actif,
    placeholderData: keepPreviousData,
  })
}

type Props = {
  requete: ReturnType<typeof useCreneaux>
  /** Start chosen, YYYY-MM-DDTHH:MM. */
  choisi: string | null
  choisir: (debut: string) => void
  id: string
  /** What is wrong with the choice. */
  erreur: string | undefined
}

/** Free slots as big buttons, day by day, with the day from which the person would be called too late. */
export function Creneaux({ requete, choisi, choisir, id, erreur }: Props) {
  if (requete.isError) return <Erreur erreur={requete.error} reessayer={() => requete.refetch()} />
  if (!requete.data) return <Attente forme="liste" />
  const { creneaux: libres, limite } = requete.data
  const jours = [...new Set(libres.map(c => c.debut.slice(0, 10)))]
  const toutTard = libres.length > 0 && libres.every(c => !c.dansLeDelai)
  if (libres.length === 0) return <Text>Aucun créneau libre dans les quatre mois. Choisissez un autre agent.</Text>
  return (
    <>
      {limite && (
        <Alert color={toutTard ? 'red' : 'blue'} icon={<IconInfoCircle {...ICONE} />}>
          {toutTard
            ? `Le délai de convocation s’arrête le ${dateProche(limite)} : aucun créneau libre avant. Essayez un autre agent.`
            : `Pour tenir le délai, recevez la personne au plus tard le ${dateProche(limite)}.`}
        </Alert>
      )}
      <section
        id={id}
        className={classes.jours}
        aria-label="Créneaux libres"
        aria-describedby={erreur && `${id}-erreur`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        {jours.map(jour => (
          <fieldset key={jour} className={classes.jour}>
            <legend>
              {dateProche(jour)}
              {limite && jour > limite && !toutTard && (
                <Etat ton="late" nu>
                  après le délai
                </Etat>
              )}
            </legend>
            <div className={classes.creneaux}>
              {libres
                .filter(c => c.debut.startsWith(jour))
                .map(({ debut }) => (
                  <button
                    key={debut}
                    type="button"
                    className={classes.creneau}
                    aria-pressed={choisi === debut}
                    onClick={() => choisir(debut)}
                  >
                    {choisi === debut && <IconCheck {...PETITE_ICONE} />}
                    {heure(debut.slice(11))}
                  </button>
                ))}
            </div>
          </fieldset>
        ))}
      </section>
      {erreur && (
        <Text c="var(--f-late)" size="sm" id={`${id}-erreur`}>
          {erreur}
        </Text>
      )}
    </>
  )
}
