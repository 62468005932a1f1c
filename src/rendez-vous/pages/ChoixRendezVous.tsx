import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { traits } from '../../agent/roles.ts'
import { call } from '../../socle/api.ts'
import { useSession } from '../../socle/ui/session.ts'
import type { listeAgentsRecevant } from '../agents-recevant.ts'
import { CONVOCATIONS, type Convocation, MODALITES, type Modalite } from '../rendez-vous.ts'
import classes from './PrendreRendezVous.module.css'

export type Choix = {
  /** Empty: to choose. */
  agentId: string
  dureeMinutes: number
  modalite: Modalite
  convocation: Convocation
  lieu: string
}

/** What an agent starts from: oneself, 45 minutes, face to face, by post, where they received last or else where their team receives. */
export function choixDeDepart(agentId: string, lieu: string | null): Choix {
  return {
    agentId,
    dureeMinutes: 45,
    modalite: 'individuel',
    convocation: 'courrier',
    lieu: localStorage.getItem('filrouge.lieu') ?? lieu ?? '',
  }
}

export const retenirLieu = (lieu: string) => localStorage.setItem('filrouge.lieu', lieu)

const DUREES = [
  { value: '30', label: '30 minutes' },
  { value: '45', label: '45 minutes' },
  { value: '60', label: '1 heure' },
  { value: '90', label: '1 heure 30' },
  { value: '120', label: '2 heures' },
]
const enOptions = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }))

type Props = {
  choix: Choix
  changer: (suite: Partial<Choix>) => void
  /** Ways the person agreed to be called; null when it isn't known (several persons). */
  accords: { sms: boolean; courriel: boolean } | null
}

/** Who receives, for how long, how, where, and how the person is told. */
export function ChoixRendezVous({ choix, changer, accords }: Props) {
  const { agent } = useSession()
  const { data } = useQuery({
    queryKey: ['agents-recevant'],
    queryFn: () => call<typeof listeAgentsRecevant>('GET /rendez-vous/agents', {}),
  })
  const connus = data?.agents ?? [{ id: agent.id, nom: agent.nom, structure: null }]
  // Who keeps to their own appointments receives them.
  const agents = traits(agent.role)?.voit === 'champ' ? connus.filter(a => a.id === agent.id) : connus
  return (
    <div className={classes.champs}>
      <Select
        label="Avec qui"
        placeholder="Choisissez qui reçoit"
        data={agents.map(a => ({
          value: a.id,
          label: [a.id === agent.id ? `${a.nom} (moi)` : a.nom, a.structure].filter(Boolean).join(', '),
        }))}
        value={choix.agentId || null}
        onChange={valeur => valeur && changer({ agentId: valeur })}
        searchable
        allowDeselect={false}
        nothingFoundMessage="Aucun agent ne correspond"
      />
      <Select
        label="Durée"
        data={DUREES}
        value={String(choix.dureeMinutes)}
        onChange={valeur => valeur && changer({ dureeMinutes: Number(valeur) })}
        allowDeselect={false}
      />
      <Select
        label="Comment"
        data={enOptions(MODALITES)}
        value={choix.modalite}
        onChange={valeur => valeur && changer({ modalite: valeur as Modalite })}
        allowDeselect={false}
      />
      <TextInput
        label="Lieu"
        placeholder="Numéro, rue et commune"
        value={choix.lieu}
        onChange={e => changer({ lieu: e.currentTarget.value })}
        maxLength={200}
      />
      <Select
        label="Convoquer par"
        data={enOptions(CONVOCATIONS).map(o => ({
          ...o,
          disabled:
            accords !== null && ((o.value === 'sms' && !accords.sms) || (o.value === 'courriel' && !accords.courriel)),
        }))}
        description={
          accords && !(accords.sms && accords.courriel)
            ? 'SMS et courriel demandent l’accord de la personne.'
            : undefined
        }
        value={choix.convocation}
        onChange={valeur => valeur && changer({ convocation: valeur as Convocation })}
        allowDeselect={false}
      />
    </div>
  )
}
