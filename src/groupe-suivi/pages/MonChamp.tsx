import { Text } from '@mantine/core'
import {
  DISPONIBILITES,
  EXPERIENCES,
  type Frein,
  type Reponse,
  type Reponses,
  SEVERITES,
  SITUATIONS,
  SITUATIONS_PRO,
} from '../../diagnostic/diagnostic.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { CHAMPS, type Champ } from '../groupe-suivi.ts'

const QUESTIONS: Partial<Record<Reponse, string>> = {
  disponibilite: 'Disponibilité',
  motivationTravail: 'Veut travailler',
  experience: 'Dernière expérience',
  situationPro: 'Situation professionnelle',
  rqth: 'RQTH',
  independant: 'Travail indépendant',
  artiste: 'Artiste',
}
const MOTS: Record<string, string> = { ...DISPONIBILITES, ...EXPERIENCES, ...SITUATIONS_PRO }

type Props = { champ: Champ; depuis: string; etabliLe: string | null; reponses: Partial<Reponses> }

/** What the last diagnosis says of one field. */
export function MonChamp({ champ, depuis, etabliLe, reponses }: Props) {
  return (
    <Fiche titre={CHAMPS[champ].libelle}>
      <Text component="p" m={0} mb="sm" c="dimmed">
        {CHAMPS[champ].aide}. Vous intervenez depuis le {dateLongue(depuis)}.
      </Text>
      {etabliLe ? (
        <Reperes
          liste={CHAMPS[champ].reponses.map(cle => ({
            terme: cle in SITUATIONS ? 'Frein' : (QUESTIONS[cle] ?? cle),
            valeur: direReponse(cle, reponses[cle]),
            source: `diagnostic du ${dateLongue(etabliLe)}`,
          }))}
        />
      ) : (
        <Text>Aucun diagnostic n’est encore établi.</Text>
      )}
    </Fiche>
  )
}

function direReponse(cle: Reponse, reponse: Reponses[Reponse] | undefined): string | null {
  if (reponse === null || reponse === undefined) return null
  if (typeof reponse === 'boolean') return reponse ? 'oui' : 'non'
  if (typeof reponse === 'string')
    return (cle === 'disponibilite' ? DISPONIBILITES[reponse as 'immediate'] : MOTS[reponse]) ?? null
  return direFrein(reponse)
}

function direFrein({ severite, aide }: Zod<typeof Frein>): string | null {
  if (severite === null) return null
  return aide ? `${SEVERITES[severite]}, la personne veut être aidée` : SEVERITES[severite]
}

type Zod<S extends { _output: unknown }> = S['_output']
