import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '../../socle/api.ts'
import { dateProche, heure } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { ChampHeure } from '../../socle/ui/saisie/ChampHeure.tsx'
import { useSession } from '../../socle/ui/session.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { deplacerRendezVous } from '../deplacer-rendez-vous.ts'
import type { prendreRendezVous } from '../prendre-rendez-vous.ts'
import type { Modalite, Objet } from '../rendez-vous.ts'
import { type Choix, ChoixRendezVous, choixDeDepart, retenirLieu } from './ChoixRendezVous.tsx'
import { Creneaux, useCreneaux } from './Creneaux.tsx'
import classes from './PrendreRendezVous.module.css'

/** An appointment that another replaces. `modalite`: one of MODALITES. */
export type ADeplacer = { id: string; agentId: string; dureeMinutes: number; modalite: string; lieu: string | null }

type Props = {
  personneId: string
  /** How the person is named in the title. */
  nom: string
  ouvert: boolean
  onFermer: () => void
  objet?: Objet
  /** Who receives to begin with: oneself by default, null to choose. */
  avec?: string | null
  /** The appointment to put off: the new one replaces it. */
  remplace?: ADeplacer
}

/** Books an appointment: a free slot is one click, another day or hour can be typed. */
export function PrendreRendezVous(props: Props) {
  const quoi = props.objet === 'bilan' ? 'Bilan' : 'Rendez-vous'
  const titre = props.remplace ? `Déplacer le rendez-vous de ${props.nom}` : `${quoi} avec ${props.nom}`
  return (
    <Fenetre opened={props.ouvert} onClose={props.onFermer} title={titre} size="lg">
      {props.ouvert && <Prise {...props} />}
    </Fenetre>
  )
}

function Prise({ personneId, nom, onFermer, objet = 'diagnostic', avec, remplace }: Props) {
  const { agent } = useSession()
  const cache = useQueryClient()
  const [choix, setChoix] = useState<Choix>(() => ({
    ...choixDeDepart(remplace?.agentId ?? (avec === undefined ? agent.id : (avec ?? '')), agent.lieu),
    ...(remplace
      ? { dureeMinutes: remplace.dureeMinutes, modalite: remplace.modalite as Modalite, lieu: remplace.lieu ?? '' }
      : {}),
  }))
  const [debut, setDebut] = useState<string | null>(null)
  const [libre, setLibre] = useState<{ jour: string | null; heure: string | null } | null>(null)
  const [refus, setRefus] = useState<unknown>(null)
  const [enCours, setEnCours] = useState(false)
  // One id per booking tried: sent again after a cut, it is booked once.
  const id = useRef(uuidv7())
  const formulaire = useRef<HTMLDivElement>(null)
  const requete = useCreneaux(
    { agentId: choix.agentId, personneId, dureeMinutes: choix.dureeMinutes },
    choix.agentId !== '',
  )
  const libreChoisi = libre?.jour && libre.heure ? `${libre.jour}T${libre.heure}` : null
  // One that somebody takes meanwhile leaves the list, and the choice with it.
  const tenu = debut !== null && requete.data?.creneaux.some(c => c.debut === debut) ? debut : null
  const choisi = libre ? libreChoisi : tenu

  // biome-ignore lint/correctness/useExhaustiveDependencies: another agent or length has other slots
  useEffect(() => setDebut(null), [choix.agentId, choix.dureeMinutes])

  const changer = (suite: Partial<Choix>) => {
    setChoix({ ...choix, ...suite })
    setRefus(null)
  }
  const envoyer = async () => {
    if (!choisi || choix.agentId === '') return
    setEnCours(true)
    setRefus(null)
    const { agentId, dureeMinutes, modalite, convocation } = choix
    const commun = { agentId, dureeMinutes, modalite, convocation, lieu: choix.lieu || null, debut: choisi }
    try {
      if (remplace)
        await call<typeof deplacerRendezVous>('POST /rendez-vous/:rendezVousId/report', {
          ...commun,
          rendezVousId: remplace.id,
          nouveauId: id.current,
        })
      else
        await call<typeof prendreRendezVous>('POST /personnes/:personneId/rendez-vous', {
          ...commun,
          id: id.current,
          personneId,
          objet,
        })
      retenirLieu(choix.lieu)
      const suite = convocation === 'courrier' ? ' La lettre est prête à imprimer.' : ''
      notifier(
        `Rendez-vous ${remplace ? 'déplacé' : 'pris'} : ${nom}, ${dateProche(choisi.slice(0, 10))} à ${heure(choisi.slice(11))}.${suite}`,
      )
      onFermer()
      await cache.invalidateQueries()
    } catch (erreur) {
      setRefus(erreur)
      const { data } = await requete.refetch()
      if (!libre && !data?.creneaux.some(c => c.debut === debut)) {
        setDebut(null)
        formulaire.current?.querySelector<HTMLElement>('section[tabindex]')?.focus()
      }
    } finally {
      setEnCours(false)
    }
  }

  return (
    <div className={classes.formulaire} ref={formulaire}>
      <ChoixRendezVous choix={choix} changer={changer} accords={requete.data?.accords ?? null} />
      <Button
        variant="subtle"
        className={classes.bascule}
        onClick={() => setLibre(libre ? null : { jour: null, heure: null })}
      >
        {libre ? 'Voir les créneaux libres' : 'Un autre jour, une autre heure'}
      </Button>
      {libre ? (
        <div className={classes.champs}>
          <ChampDate
            label="Jour"
            value={libre.jour}
            onChange={jour => setLibre({ ...libre, jour })}
            aujourdhui={requete.data?.aujourdhui}
          />
          <ChampHeure label="Heure" value={libre.heure} onChange={h => setLibre({ ...libre, heure: h })} />
        </div>
      ) : (
        choix.agentId !== '' && <Creneaux requete={requete} choisi={tenu} choisir={setDebut} />
      )}
      {/* Beside the button, where a phone shows it: above, the slots would hide it. */}
      <div className={classes.pied}>
        {refus !== null && <Erreur erreur={refus} />}
        <Button
          onClick={envoyer}
          disabled={!choisi}
          loading={enCours}
          leftSection={<IconCalendarPlus {...ICONE} />}
          classNames={{ root: classes.valider, label: classes.libelle }}
        >
          {choisi
            ? `${remplace ? 'Déplacer au' : 'Prendre le'} ${dateProche(choisi.slice(0, 10))} à ${heure(choisi.slice(11))}`
            : 'Choisissez un créneau'}
        </Button>
      </div>
    </div>
  )
}
