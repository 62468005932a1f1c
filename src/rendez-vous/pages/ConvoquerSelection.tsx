import { Alert, Button, Text } from '@mantine/core'
import { IconCalendarPlus, IconInfoCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { call } from '../../socle/api.ts'
import { dateProche, heure, pluriel } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { ChampHeure } from '../../socle/ui/saisie/ChampHeure.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useSession } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { prendreSerie } from '../prendre-serie.ts'
import { Prise } from '../prise.ts'
import { ChoixRendezVous, choixDeDepart, enDebut, type Libre, retenirLieu } from './ChoixRendezVous.tsx'
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
  const form = useFormulaire(Prise, choixDeDepart(agent.id, agent.lieu))
  const { agentId, dureeMinutes, modalite, debut } = form.valeurs
  const [depart, setDepart] = useState<Libre | null>(null)
  const [ids] = useState(() => personnes.map(p => ({ id: uuidv7(), personneId: p.id })))
  const [bilan, setBilan] = useState<Output<typeof prendreSerie> | null>(null)
  const requete = useCreneaux({ agentId: agentId ?? '', dureeMinutes: dureeMinutes ?? 0 }, true)
  const premier = requete.data?.creneaux[0]?.debut ?? null
  const { jour, heure: h } = depart ?? { jour: premier?.slice(0, 10) ?? null, heure: premier?.slice(11) ?? null }

  // The first free slot is taken until the agent writes another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: proposed again with each list
  useEffect(() => {
    if (!depart) form.proposer({ debut: premier })
  }, [premier, debut === null])

  const partir = (suite: Libre) => {
    setDepart(suite)
    form.poser({ debut: enDebut(suite) })
  }
  const envoyer = async (prise: z.output<typeof Prise>) => {
    const fait = await call<typeof prendreSerie>('POST /rendez-vous/serie', { ...prise, personnes: ids })
    retenirLieu(prise)
    await cache.invalidateQueries()
    if (fait.ecartees.length) setBilan(fait)
    else {
      notifier(`${pluriel(fait.pris.length, 'personne convoquée', 'personnes convoquées')}.`)
      onFermer()
    }
  }

  if (bilan) return <Bilan bilan={bilan} personnes={personnes} onFermer={onFermer} />
  return (
    <Formulaire
      form={form}
      bouton={
        debut ? `Convoquer à partir du ${dateProche(debut.slice(0, 10))} à ${heure(debut.slice(11))}` : 'Convoquer'
      }
      icone={<IconCalendarPlus {...ICONE} />}
      perte="Personne n’est encore convoqué : vos choix seront perdus."
      renoncer={onFermer}
      envoyer={envoyer}
      pied
    >
      <Text c="dimmed">
        {modalite === 'collectif'
          ? 'Tout le monde est reçu à la même heure.'
          : 'Un créneau par personne, l’un après l’autre, sur les heures libres de l’agent : 9 h à 12 h et 13 h 30 à 17 h.'}
      </Text>
      <ChoixRendezVous champs={form} accords={null} />
      <div className={classes.champs}>
        <ChampDate
          {...form.choix('debut', 'À partir du')}
          value={jour}
          onChange={valeur => partir({ jour: valeur, heure: h })}
          aujourdhui={requete.data?.aujourdhui}
        />
        <ChampHeure label="À partir de" value={h} onChange={valeur => partir({ jour, heure: valeur })} />
      </div>
    </Formulaire>
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
