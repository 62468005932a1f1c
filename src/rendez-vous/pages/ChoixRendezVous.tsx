import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { traits } from '../../agent/roles.ts'
import { call } from '../../socle/api.ts'
import { brouillonGarde, garderChiffre } from '../../socle/ui/poste/brouillons.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import type { Champs, Saisie } from '../../socle/ui/saisie/saisie.ts'
import { useSession } from '../../socle/ui/session.ts'
import type { listeAgentsRecevant } from '../agents-recevant.ts'
import type { Prise } from '../prise.ts'
import { type Accords, CONVOCATIONS, empechementConvocation, MESSAGES, MODALITES, surPlace } from '../rendez-vous.ts'
import classes from './PrendreRendezVous.module.css'

export type Choix = Saisie<z.input<typeof Prise>>

const LIEU = 'lieu'

/** What an agent starts from: oneself, 45 minutes, face to face, by post, where they received last or else where their team receives. */
export function choixDeDepart(agentId: string | null, lieu: string | null): Choix {
  return {
    agentId,
    dureeMinutes: 45,
    modalite: 'individuel',
    convocation: 'courrier',
    lieu: (brouillonGarde(LIEU) as string | null) ?? lieu ?? '',
    debut: null,
    interpretePrevu: false,
    horairesConfirmes: false,
  }
}

/** Where they received is offered next time; somebody's home isn't. */
export function retenirLieu({ lieu, modalite }: { lieu: string | null; modalite: string }): void {
  if (modalite !== 'domicile') void garderChiffre({ nom: LIEU, titre: null, valeur: lieu ?? '' })
}

/** A day and an hour typed apart. */
export type Libre = { jour: string | null; heure: string | null }
export const enDebut = ({ jour, heure }: Libre) => (jour && heure ? `${jour}T${heure}` : null)

const DUREES = [
  { value: '30', label: '30 minutes' },
  { value: '45', label: '45 minutes' },
  { value: '60', label: '1 heure' },
  { value: '90', label: '1 heure 30' },
  { value: '120', label: '2 heures' },
]

type Props = {
  champs: Champs<Choix>
  /** Ways the person may be told; null when it isn't known (several persons). */
  accords: Accords | null
}

/** Who receives, for how long, how, where, and how the person is told. */
export function ChoixRendezVous({ champs, accords }: Props) {
  const { agent } = useSession()
  const { data } = useQuery({
    queryKey: ['agents-recevant'],
    queryFn: () => call<typeof listeAgentsRecevant>('GET /rendez-vous/agents', {}),
  })
  const connus = data?.agents ?? [{ id: agent.id, nom: agent.nom, structure: null }]
  const recoit = data?.agents.find(a => a.id === champs.valeurs.agentId)
  const laSienne = recoit?.adresse != null && champs.valeurs.lieu === recoit.adresse
  // Who keeps to their own appointments receives them.
  const agents = traits(agent.role)?.voit === 'champ' ? connus.filter(a => a.id === agent.id) : connus
  return (
    <div className={classes.champs}>
      <Select
        {...champs.choix('agentId', 'Avec qui')}
        placeholder="Choisissez qui reçoit"
        data={agents.map(a => ({
          value: a.id,
          label: [a.id === agent.id ? `${a.nom} (moi)` : a.nom, a.structure].filter(Boolean).join(', '),
        }))}
        // Where the other one receives isn't where this one does.
        onChange={agentId => champs.poser({ agentId, debut: null, ...(laSienne && { lieu: '' }) })}
        searchable
        allowDeselect={false}
        nothingFoundMessage="Aucun agent ne correspond"
      />
      <Select
        {...champs.choix('dureeMinutes', 'Durée')}
        data={DUREES}
        value={String(champs.valeurs.dureeMinutes)}
        onChange={duree => champs.poser({ dureeMinutes: Number(duree), debut: null })}
        allowDeselect={false}
      />
      <Select {...champs.choix('modalite', 'Comment')} data={enOptions(MODALITES)} allowDeselect={false} />
      <TextInput
        {...champs.texte('lieu', 'Lieu')}
        placeholder="Numéro, rue et commune"
        description={surPlace(champs.valeurs.modalite ?? 'individuel') && direLieu(recoit)}
      />
      <Select
        {...champs.choix('convocation', 'Convoquer par')}
        data={enOptions(CONVOCATIONS).map(o => ({
          ...o,
          disabled: accords !== null && empechementConvocation(o.value, accords) !== null,
        }))}
        description={
          accords?.sansCourrier
            ? MESSAGES[accords.sansCourrier]
            : accords && !(accords.sms && accords.courriel)
              ? 'SMS et courriel demandent l’accord de la personne.'
              : undefined
        }
        allowDeselect={false}
      />
    </div>
  )
}

/** What becomes of a place left empty, once it is known who receives. */
const direLieu = (recoit: { adresse: string | null } | undefined) =>
  recoit &&
  (recoit.adresse
    ? `Laissé vide\u00a0: ${recoit.adresse}.`
    : 'À écrire\u00a0: aucune adresse n’est connue pour qui reçoit.')
