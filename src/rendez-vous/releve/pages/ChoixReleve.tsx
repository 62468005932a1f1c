import { NativeSelect, Stack, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { aujourdhui, dateEtHeure, jourDe, pluriel } from '../../../socle/ui/dates.ts'
import type { Champs } from '../../../socle/ui/saisie/saisie.ts'
import { direTelephone, tropProche } from '../../lettre-a-temps.ts'
import type { ARelever, Devenir } from '../releve.ts'
import type { rendezVousARelever } from '../rendez-vous-a-relever.ts'

export type AReleverDe = ARelever & { personneId: string }

/** The appointments to come that changing the référent of these persons leaves to be decided; those of `suivant` don't change. */
export function useARelever(personneIds: readonly string[], suivant: string | null): AReleverDe[] {
  const requetes = useQueries({
    queries: personneIds.map(personneId => ({
      queryKey: ['a-relever', personneId],
      queryFn: () =>
        call<typeof rendezVousARelever>('GET /personnes/:personneId/rendez-vous/a-relever', { personneId }),
    })),
  })
  return requetes.flatMap((requete, rang) => {
    const personneId = personneIds[rang]
    return (requete.data ?? []).filter(r => r.agentId !== suivant).map(r => ({ ...r, personneId: personneId ?? '' }))
  })
}

/** What was chosen for these ones: nothing of those that are no more to be decided. */
export const choixDe = (rendezVous: Readonly<Record<string, Devenir>>, aRelever: readonly ARelever[]) =>
  Object.fromEntries(Object.entries(rendezVous).filter(([id]) => aRelever.some(r => r.id === id)))

type Choix = Record<string, Devenir | null>
type Props = {
  aRelever: readonly AReleverDe[]
  champs: Champs<Choix>
  /** Who takes over; null when nobody is chosen yet: nothing passes to nobody. */
  nouveau: string | null
  /** How each person is named; null when there is only one. */
  nomDe?: (personneId: string) => string
  /** Who takes over is who decides, now. */
  soi?: boolean
  /** The letter that tells the person of the change, which tells as well of what is called off; null: none is made. */
  lettre?: string | null
  /** Who decides opens the file no more once it is done. */
  perdu?: boolean
}

/** Asks what becomes of each appointment to come with who follows the person no more, or of all at once. */
export function ChoixReleve({ aRelever, champs, nouveau, nomDe, soi = false, lettre = null, perdu = false }: Props) {
  if (aRelever.length === 0) return null
  const options = (un: Pick<ARelever, 'agent' | 'recoit'> | null) => [
    { value: 'passer', label: `Passe à ${nouveau ?? 'son nouveau référent'}`, disabled: nouveau === null },
    { value: 'garder', label: `${un?.agent ?? 'Qui devait recevoir'} le garde`, disabled: un?.recoit === false },
    { value: 'annuler', label: 'Est annulé' },
  ]
  const tous = aRelever.map(r => champs.valeurs[r.id] ?? null)
  const commun = tous.every(t => t === tous[0]) ? (tous[0] ?? null) : null
  const unSeul = aRelever.every(r => r.agentId === aRelever[0]?.agentId) ? (aRelever[0] ?? null) : null
  const choisir = (devenir: string, parmi: readonly AReleverDe[]) =>
    champs.poser(Object.fromEntries(parmi.map(r => [r.id, (devenir || null) as Devenir | null])))
  const placeholder = soi ? 'À décider' : `À décider par ${nouveau ?? 'son nouveau référent'}`
  return (
    <Stack gap="sm" role="group" aria-labelledby="a-relever">
      <div>
        <Text id="a-relever" fw={600}>
          {pluriel(aRelever.length, 'rendez-vous à venir', 'rendez-vous à venir')}
        </Text>
        <Text size="sm" c="dimmed">
          {direSuite(tous, soi ? 'vous' : (nouveau ?? 'le nouveau référent'), lettre)}
        </Text>
      </div>
      {aRelever.length > 1 && (
        <NativeSelect
          label="Pour tous"
          data={[{ value: '', label: commun ? placeholder : 'Chacun le sien' }, ...options(unSeul)]}
          value={commun ?? ''}
          onChange={e => {
            const devenir = e.currentTarget.value
            choisir(devenir, devenir === 'garder' ? aRelever.filter(r => r.recoit) : aRelever)
          }}
        />
      )}
      {tropProches(aRelever, champs.valeurs).map(r => (
        <Text key={r.id} size="sm" fw={600}>
          {nomDe ? `${nomDe(r.personneId)}\u00a0: le` : 'Le'} {dateEtHeure(r.debut)}{' '}
          {champs.valeurs[r.id]
            ? direPrevenir(r, perdu)
            : direADecider(soi ? null : (nouveau ?? 'le nouveau référent'))}
        </Text>
      ))}
      {aRelever
        .filter(r => r.interprete !== null && champs.valeurs[r.id] !== 'annuler')
        .map(r => (
          <Text key={r.id} size="sm">
            {nomDe ? `${nomDe(r.personneId)}\u00a0: le` : 'Le'} {dateEtHeure(r.debut)}, l’interprète n’est pas prévu (
            {r.interprete}){'\u00a0'}: prévoyez-le{champs.valeurs[r.id] === 'passer' && ', ou dites-le à qui reçoit'}.
          </Text>
        ))}
      {aRelever.map(r => {
        const { required: _, ...champ } = champs.choix(r.id, direRendezVous(r, nomDe))
        return (
          <NativeSelect
            key={r.id}
            {...champ}
            value={champ.value ?? ''}
            data={[{ value: '', label: placeholder }, ...options(r)]}
            onChange={e => choisir(e.currentTarget.value, [r])}
          />
        )
      })}
    </Stack>
  )
}

const direRendezVous = ({ debut, agent, personneId }: AReleverDe, nomDe: Props['nomDe']): string =>
  nomDe ? `${nomDe(personneId)}, ${dateEtHeure(debut)}, avec ${agent}` : `Le ${dateEtHeure(debut)}, avec ${agent}`

/** Those that change, or wait to be decided upon, too soon for a letter to tell it in time. */
const tropProches = (aRelever: readonly AReleverDe[], choix: Readonly<Partial<Choix>>) =>
  aRelever.filter(r => choix[r.id] !== 'garder' && tropProche(aujourdhui(), jourDe(r.debut)))

/** The number, and in the same breath what to mind before using it. */
const direPrevenir = ({ appel }: ARelever, perdu: boolean): string =>
  [
    `est trop proche pour une lettre\u00a0: ${direTelephone(appel, 'prévenez aussi par téléphone')}`,
    perdu && appel && 'Appelez avant\u00a0: vous n’ouvrirez plus ce dossier ensuite.',
  ]
    .filter(Boolean)
    .join(' ')

/** `qui`: who is left to decide; null for oneself. */
const direADecider = (qui: string | null): string =>
  `est trop proche pour une lettre\u00a0: décidez-le ${qui ? `maintenant, ou prévenez ${qui}` : 'sans attendre'}.`

/** What follows from what is chosen so far. */
function direSuite(choisis: readonly (Devenir | null)[], qui: string, lettre: string | null): string {
  return [
    choisis.includes(null) &&
      (qui === 'vous'
        ? 'Sans réponse, il reste, sans ouvrir le dossier à qui devait recevoir.'
        : `Sans réponse, il reste, et ${qui} en décide.`),
    choisis.includes('garder') && 'Gardé, le dossier reste ouvert à qui reçoit, jusqu’à ce jour-là seulement.',
    choisis.includes('passer') &&
      `Passé, l’heure ne change pas${lettre ? `, et ${lettre} le dit` : ''}\u00a0; donné par lettre, une nouvelle convocation est faite.`,
    choisis.includes('annuler') &&
      (lettre
        ? `Annulé, ${lettre} le dit aussi à la personne.`
        : 'Annulé, une lettre le dit à la personne\u00a0: elle est à poster ou à remettre.'),
  ]
    .filter(Boolean)
    .join(' ')
}
