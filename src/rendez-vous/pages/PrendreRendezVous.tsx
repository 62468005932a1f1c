import { Alert, Button } from '@mantine/core'
import { IconCalendarPlus, IconPhone } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { Puces } from '../../precaution/pages/Puces.tsx'
import { ApiRefusal, call } from '../../socle/api.ts'
import { aujourdhui, dateProche, heure } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { ChampHeure } from '../../socle/ui/saisie/ChampHeure.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useSession } from '../../socle/ui/session.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { fautesBesoins } from '../besoins.ts'
import type { deplacerRendezVous } from '../deplacer-rendez-vous.ts'
import { aDireParTelephone } from '../lettre-a-temps.ts'
import type { prendreRendezVous } from '../prendre-rendez-vous.ts'
import { Prise } from '../prise.ts'
import { enLettre, type Issue, type Modalite, type Objet } from '../rendez-vous.ts'
import { BesoinsPrise, direLettre, judgee, useProposerConvocation } from './BesoinsPrise.tsx'
import { ChoixRendezVous, choixDeDepart, enDebut, type Libre, retenirLieu } from './ChoixRendezVous.tsx'
import { Creneaux, useCreneaux } from './Creneaux.tsx'
import classes from './PrendreRendezVous.module.css'

/** An appointment that another replaces, as it is shown. `modalite`: one of MODALITES. */
export type ADeplacer = {
  id: string
  agentId: string
  dureeMinutes: number
  modalite: string
  lieu: string | null
  /** Left out: null. */
  issue?: Issue | null
}

/** What is to be moved now, as it was last told; `id`: null, nothing is any more. */
type Tenu = { id: string | null; issue: Issue | null }

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
  const cache = useQueryClient()
  const change = useRef(false)
  // Read again once it is closed: the row that holds the window may go with what was changed, and what was typed with it.
  const fermer = () => {
    if (change.current) void cache.invalidateQueries()
    change.current = false
    props.onFermer()
  }
  const entreTemps = () => {
    change.current = true
  }
  return (
    <Fenetre opened={props.ouvert} onClose={fermer} title={titre} size="lg">
      {props.ouvert && <SaisiePrise {...props} onFermer={fermer} entreTemps={entreTemps} />}
    </Fenetre>
  )
}

type PropsSaisie = Props & {
  /** Somebody changed meanwhile the appointment to put off. */
  entreTemps: () => void
}

function SaisiePrise({ personneId, nom, onFermer, objet = 'diagnostic', avec, remplace, entreTemps }: PropsSaisie) {
  const { agent } = useSession()
  const cache = useQueryClient()
  const form = useFormulaire(
    Prise,
    {
      ...choixDeDepart(remplace?.agentId ?? (avec === undefined ? agent.id : avec), agent.lieu),
      ...(remplace
        ? { dureeMinutes: remplace.dureeMinutes, modalite: remplace.modalite as Modalite, lieu: remplace.lieu ?? '' }
        : {}),
    },
    saisie => fautesBesoins(judgee(saisie), requete.data?.precautions ?? null),
  )
  const { agentId, dureeMinutes, debut, modalite } = form.valeurs
  const [libre, setLibre] = useState<Libre | null>(null)
  // One id per booking tried: sent again after a cut, it is booked once.
  const id = useRef(uuidv7())
  const [tenu, setTenu] = useState<Tenu>({ id: remplace?.id ?? null, issue: remplace?.issue ?? null })
  const [dit, setDit] = useState<string | null>(null)
  const requete = useCreneaux(
    { agentId: agentId ?? '', personneId, dureeMinutes: dureeMinutes ?? 0, modalite: modalite ?? 'individuel' },
    agentId !== null && dureeMinutes !== null,
  )
  const { accords, precautions } = requete.data ?? {}
  useProposerConvocation(form, accords)
  const { convocation } = form.valeurs
  const tard =
    debut && convocation
      ? aDireParTelephone(requete.data?.aujourdhui ?? aujourdhui(), debut, convocation, requete.data?.appel ?? null)
      : null
  const choisirLibre = (suite: Libre | null) => {
    setLibre(suite)
    form.poser({ debut: suite && enDebut(suite) })
  }
  const envoyer = async (prise: z.output<typeof Prise>) => {
    try {
      if (tenu.id !== null)
        await call<typeof deplacerRendezVous>('POST /rendez-vous/:rendezVousId/report', {
          ...prise,
          rendezVousId: tenu.id,
          nouveauId: id.current,
          vu: { issue: tenu.issue },
        })
      else
        await call<typeof prendreRendezVous>('POST /personnes/:personneId/rendez-vous', {
          ...prise,
          id: id.current,
          personneId,
          objet,
        })
    } catch (erreur) {
      if (remplace && erreur instanceof ApiRefusal && ENTRE_TEMPS.includes(erreur.code)) {
        // Called off, it is the same one; moved, the one that stands in its place is to come.
        setTenu({ id: erreur.actuel, issue: erreur.actuel === tenu.id ? 'annule-service' : null })
        setDit(erreur.message)
        entreTemps()
      }
      const { data } = await requete.refetch()
      // One that somebody takes meanwhile leaves the list, and the choice with it.
      if (!libre && !data?.creneaux.some(c => c.debut === prise.debut)) form.poser({ debut: null })
      throw erreur
    }
    retenirLieu(prise)
    const suite = enLettre(prise.convocation) ? ` ${direLettre(precautions ?? null, prise.convocation)}` : ''
    notifier(
      `Rendez-vous ${!remplace ? 'pris' : redonne ? 'redonné' : 'déplacé'} : ${nom}, ${dire(prise.debut)}.${suite}${tard ? ` ${tard}` : ''}`,
    )
    onFermer()
    await cache.invalidateQueries()
  }
  // Called off meanwhile, it would be given again.
  const redonne = tenu.issue === 'annule-service'
  const verbe = !remplace ? 'Prendre' : redonne ? 'Redonner' : 'Déplacer'
  const champ = form.choix('debut', libre ? 'Jour' : 'Créneau')
  return (
    <Formulaire
      form={form}
      bouton={
        remplace && tenu.id === null
          ? null
          : debut
            ? `${verbe} ${remplace ? 'au' : 'le'} ${dire(debut)}`
            : `${verbe} le rendez-vous`
      }
      icone={<IconCalendarPlus {...ICONE} />}
      perte={remplace ? resterait(tenu, dit) : 'Le rendez-vous n’est pas encore pris.'}
      envoyer={envoyer}
      pied
    >
      <Puces precautions={precautions ?? null} />
      <ChoixRendezVous champs={form} accords={accords ?? null} />
      <BesoinsPrise form={form} precautions={precautions ?? null} acces={requete.data?.acces ?? null} />
      <Button
        variant="subtle"
        className={classes.bascule}
        onClick={() => choisirLibre(libre ? null : { jour: null, heure: null })}
      >
        {libre ? 'Voir les créneaux libres' : 'Un autre jour, une autre heure'}
      </Button>
      {libre ? (
        <div className={classes.champs}>
          <ChampDate
            {...champ}
            value={libre.jour}
            onChange={jour => choisirLibre({ ...libre, jour })}
            aujourdhui={requete.data?.aujourdhui}
          />
          <ChampHeure label="Heure" value={libre.heure} onChange={h => choisirLibre({ ...libre, heure: h })} />
        </div>
      ) : (
        agentId !== null && (
          <Creneaux requete={requete} choisi={debut} choisir={champ.onChange} id={champ.id} erreur={champ.error} />
        )
      )}
      {tard && (
        <Alert color="yellow" icon={<IconPhone {...ICONE} />}>
          {tard}
        </Alert>
      )}
    </Formulaire>
  )
}

const ENTRE_TEMPS = ['change-entre-temps', 'deja-conclu', 'deja-reporte']

/** What leaving the window would leave as it is; null: there is nothing to move any more. */
function resterait({ id, issue }: Tenu, dit: string | null): string | null {
  if (id === null) return null
  if (issue === 'annule-service') return 'Le rendez-vous resterait annulé.'
  return dit === null ? 'Le rendez-vous resterait à sa date.' : `${dit.split('. ')[0]} : il y resterait.`
}

const dire = (debut: string) => `${dateProche(debut.slice(0, 10))} à ${heure(debut.slice(11))}`
