import { Alert, Button, Text } from '@mantine/core'
import { IconCalendarPlus, IconInfoCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { dateProche, heure, pluriel } from '../../socle/ui/dates.ts'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { ChampHeure } from '../../socle/ui/saisie/ChampHeure.tsx'
import { useSession } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { prendreSerie } from '../prendre-serie.ts'
import { type Choix, ChoixRendezVous, choixDeDepart, retenirLieu } from './ChoixRendezVous.tsx'
import { useCreneaux } from './Creneaux.tsx'
import classes from './PrendreRendezVous.module.css'

type Personne = { id: string; nom: string }
type Props = { personnes: readonly Personne[]; onFermer: () => void }

/** Calls several persons in a row: the agent's free slots from an hour on, one per person. Empty `personnes`: closed. */
export function ConvoquerSelection({ personnes, onFermer }: Props) {
  const ouvert = personnes.length > 0
  return (
    <Fenetre opened={ouvert} onClose={onFermer} title={`Convoquer ${pluriel(personnes.length, 'personne')}`} size="lg">
      {ouvert && <Serie personnes={personnes} onFermer={onFermer} />}
    </Fenetre>
  )
}

function Serie({ personnes, onFermer }: Props) {
  const { agent } = useSession()
  const cache = useQueryClient()
  const [choix, setChoix] = useState<Choix>(() => choixDeDepart(agent.id, agent.lieu))
  const [depart, setDepart] = useState<{ jour: string | null; heure: string | null } | null>(null)
  const [ids] = useState(() => personnes.map(p => ({ id: uuidv7(), personneId: p.id })))
  const [refus, setRefus] = useState<unknown>(null)
  const [enCours, setEnCours] = useState(false)
  const [bilan, setBilan] = useState<Output<typeof prendreSerie> | null>(null)
  const requete = useCreneaux({ agentId: choix.agentId, dureeMinutes: choix.dureeMinutes }, true)
  const premier = requete.data?.creneaux[0]?.debut ?? null
  const jour = depart ? depart.jour : (premier?.slice(0, 10) ?? null)
  const h = depart ? depart.heure : (premier?.slice(11) ?? null)

  const envoyer = async () => {
    if (!jour || !h) return
    setEnCours(true)
    setRefus(null)
    try {
      const fait = await call<typeof prendreSerie>('POST /rendez-vous/serie', {
        ...choix,
        lieu: choix.lieu || null,
        debut: `${jour}T${h}`,
        personnes: ids,
      })
      retenirLieu(choix.lieu)
      await cache.invalidateQueries()
      if (fait.ecartees.length) setBilan(fait)
      else {
        notifier(`${pluriel(fait.pris.length, 'personne convoquée', 'personnes convoquées')}.`)
        onFermer()
      }
    } catch (erreur) {
      setRefus(erreur)
    } finally {
      setEnCours(false)
    }
  }

  if (bilan) return <Bilan bilan={bilan} personnes={personnes} onFermer={onFermer} />
  return (
    <div className={classes.formulaire}>
      <Text c="dimmed">
        {choix.modalite === 'collectif'
          ? 'Tout le monde est reçu à la même heure.'
          : 'Un créneau par personne, l’un après l’autre, sur les heures libres de l’agent : 9 h à 12 h et 13 h 30 à 17 h.'}
      </Text>
      <ChoixRendezVous choix={choix} changer={suite => setChoix({ ...choix, ...suite })} accords={null} />
      <div className={classes.champs}>
        <ChampDate
          label="À partir du"
          value={jour}
          onChange={valeur => setDepart({ jour: valeur, heure: h })}
          aujourdhui={requete.data?.aujourdhui}
          required
        />
        <ChampHeure label="À partir de" value={h} onChange={valeur => setDepart({ jour, heure: valeur })} required />
      </div>
      {refus !== null && <Erreur erreur={refus} />}
      <div className={classes.pied}>
        <Button variant="default" onClick={onFermer}>
          Ne rien changer
        </Button>
        <Button
          onClick={envoyer}
          disabled={!jour || !h}
          loading={enCours}
          leftSection={<IconCalendarPlus {...ICONE} />}
        >
          {jour && h ? `Convoquer à partir du ${dateProche(jour)} à ${heure(h)}` : 'Choisissez le premier créneau'}
        </Button>
      </div>
    </div>
  )
}

function Bilan(props: { bilan: Output<typeof prendreSerie>; personnes: readonly Personne[]; onFermer: () => void }) {
  const { pris, ecartees } = props.bilan
  const nom = (id: string) => props.personnes.find(p => p.id === id)?.nom
  return (
    <div className={classes.formulaire}>
      <Text role="status">
        {pluriel(pris.length, 'personne est convoquée', 'personnes sont convoquées')}, {ecartees.length} laissée
        {ecartees.length > 1 ? 's' : ''} de côté :
      </Text>
      {ecartees.map(e => (
        <Alert key={e.personneId} color="yellow" icon={<IconInfoCircle {...ICONE} />} title={nom(e.personneId)}>
          {e.message}
        </Alert>
      ))}
      <div className={classes.pied}>
        <Button onClick={props.onFermer}>J’ai compris</Button>
      </div>
    </div>
  )
}
