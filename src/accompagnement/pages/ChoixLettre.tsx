import type { z } from 'zod'
import { useEnvoi } from '../../courrier/pages/envoi.ts'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import type { Formulaire, Saisie } from '../../socle/ui/saisie/saisie.ts'
import type { LettreAuChangement, Releve } from '../accompagnement.ts'
import type { AConfier } from './NotesDeRelais.tsx'

type Props = {
  personnes: readonly AConfier[]
  form: Formulaire<Saisie<z.input<typeof Releve>>, z.output<typeof Releve>>
}
const SANS = 'sans'
type Choix = LettreAuChangement | typeof SANS

/** How those whose référent changes are told who it is: a letter each, by the ways each may be written to. */
export function ChoixLettre({ personnes, form }: Props) {
  const [premiere] = personnes
  return personnes.length === 1 && premiere ? (
    <DUne key={premiere.personneId} personneId={premiere.personneId} form={form} />
  ) : (
    <Choisir
      form={form}
      label="Prévenir les personnes"
      cartes={[
        {
          valeur: 'au-mieux',
          libelle: 'Une lettre chacune',
          detail: 'à poster ; à remettre à qui on ne peut pas écrire',
        },
        { valeur: SANS, libelle: 'Pas de lettre', detail: 'le référent les prévient' },
      ]}
    />
  )
}

function DUne({ personneId, form }: { personneId: string } & Pick<Props, 'form'>) {
  const envoi = useEnvoi(personneId)
  return (
    <Choisir
      form={form}
      label="Prévenir la personne"
      aide={envoi.possible ? undefined : envoi.phrase}
      cartes={[
        {
          valeur: 'au-mieux',
          libelle: envoi.possible ? 'Lettre à poster' : 'Lettre à remettre en main propre',
          ...(envoi.possible ? envoi.carte : {}),
        },
        ...(envoi.possible ? [{ valeur: 'remise-en-main-propre' as const, libelle: 'Lettre à remettre' }] : []),
        { valeur: 'courriel' as const, libelle: 'Courriel', detail: 'si elle l’accepte' },
        { valeur: SANS, libelle: 'Pas de lettre', detail: 'le référent la prévient' },
      ]}
    />
  )
}

type Carte = { valeur: Choix; libelle: string; detail?: string }

function Choisir({
  form,
  label,
  aide,
  cartes,
}: Pick<Props, 'form'> & { label: string; aide?: string; cartes: Carte[] }) {
  const champ = form.choix('lettre', label)
  return (
    <Cartes<Choix>
      {...champ}
      aide={aide}
      cartes={cartes}
      value={(champ.value ?? SANS) as Choix}
      onChange={choix => champ.onChange(choix === SANS ? null : choix)}
    />
  )
}
