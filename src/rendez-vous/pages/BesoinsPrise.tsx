import { Alert, Checkbox, Text } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { useEffect } from 'react'
import type { EnBref } from '../../precaution/en-bref.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import type { Champs, Formulaire } from '../../socle/ui/saisie/saisie.ts'
import { aInterpreter, alertesBesoins, horsDeSesHeures, phraseHeures } from '../besoins.ts'
import { type Accords, type Convocation, enLettre, selonBesoins, surPlace } from '../rendez-vous.ts'
import type { Choix } from './ChoixRendezVous.tsx'

/** What is chosen so far, as its needs are judged; null while no hour is. */
export function judgee(saisie: {
  debut?: string | null
  dureeMinutes?: number | null
  modalite?: Choix['modalite']
  interpretePrevu?: boolean | null
  horairesConfirmes?: boolean | null
}) {
  const { debut, dureeMinutes, modalite } = saisie
  if (!debut || !dureeMinutes || !modalite) return null
  const [interpretePrevu, horairesConfirmes] = [saisie.interpretePrevu === true, saisie.horairesConfirmes === true]
  return selonBesoins({ debut, dureeMinutes, modalite, interpretePrevu, horairesConfirmes })
}

type Props = { form: Champs<Choix>; precautions: EnBref | null; acces: boolean | null }

/** What the person needs to come and to be understood: warned of, or ticked once it is planned. */
export function BesoinsPrise({ form, precautions, acces }: Props) {
  if (!precautions) return null
  const { convocation, modalite } = form.valeurs
  const lettre = convocation != null && enLettre(convocation)
  const vient = surPlace(modalite ?? 'individuel')
  const prise = judgee(form.valeurs)
  const langues = aInterpreter(precautions)
  const heures = phraseHeures(precautions)
  return (
    <>
      {alertesBesoins(precautions, vient, acces).map(alerte => (
        <Alert key={alerte} color="yellow" icon={<IconInfoCircle {...ICONE} />}>
          {alerte}
        </Alert>
      ))}
      {langues.length > 0 && (
        <Checkbox
          {...form.coche('interpretePrevu', `L’interprète est prévu (${langues.join(', ')})`)}
          description={lettre ? 'La lettre le dira à la personne.' : undefined}
        />
      )}
      {vient && heures && !prise && <Text c="dimmed">Les créneaux proposés suivent ses heures.</Text>}
      {vient && prise && horsDeSesHeures(prise, precautions) && (
        <Checkbox {...form.coche('horairesConfirmes', 'L’heure est vue avec la personne')} description={`${heures}.`} />
      )}
      {lettre && precautions.protecteurCopie && <Text>{direLettre(precautions, convocation)}</Text>}
    </>
  )
}

/** What is to be posted, or handed over. */
export function direLettre(precautions: EnBref | null, convocation: Convocation): string {
  const copie = precautions?.protecteurCopie
  if (convocation === 'remise-en-main-propre')
    return `La lettre est prête à imprimer et à remettre${copie ? ' ; une copie part à qui protège la personne' : ''}.`
  return copie
    ? 'La lettre part en deux enveloppes : à la personne, et en copie à qui la protège.'
    : 'La lettre est prête à imprimer.'
}

/** Where nothing may be posted, another way is proposed in its place. */
export function useProposerConvocation(form: Formulaire<Choix, unknown>, accords: Accords | null | undefined) {
  const impossible = accords?.sansCourrier != null && form.valeurs.convocation === 'courrier'
  // biome-ignore lint/correctness/useExhaustiveDependencies: proposed when the answer comes
  useEffect(() => {
    if (impossible) form.proposer({ convocation: accords?.sms ? 'sms' : 'remise-en-main-propre' })
  }, [impossible])
}
