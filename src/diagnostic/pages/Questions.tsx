import { Checkbox } from '@mantine/core'
import { Cartes } from '../../socle/ui/saisie/Cartes.tsx'
import {
  AUTONOMIES,
  DISPONIBILITES,
  EXPERIENCES,
  NOMS_SITUATIONS,
  type Reponse,
  type Reponses,
  SEVERITES,
  type Severite,
  SITUATIONS,
  SITUATIONS_PRO,
} from '../diagnostic.ts'
import { type FaitsConnus, seulAvecEnfant } from '../faits.ts'

export type PropsQuestions = {
  reponses: Reponses
  changer: (morceau: Partial<Reponses>) => void
  /** Where an answer already there comes from. */
  sources: Partial<Record<Reponse, string>>
  faits: FaitsConnus
  /** What another put meanwhile in an answer that both changed. */
  entreTemps: (nom: Reponse) => { success?: string | undefined }
}

const SEVERITES_DITES: Readonly<Record<string, string>> = SEVERITES
const MOTS: Readonly<Partial<Record<Reponse, Readonly<Record<string, string>>>>> = {
  disponibilite: DISPONIBILITES,
  autonomie: AUTONOMIES,
  experience: EXPERIENCES,
  situationPro: SITUATIONS_PRO,
}

/** An answer in words. */
export function direReponse(nom: Reponse, valeur: Reponses[Reponse]): string | null {
  if (valeur === null) return null
  if (typeof valeur === 'boolean') return valeur ? 'Oui' : 'Non'
  const mot = (cle: string | null) => (cle && (MOTS[nom] ?? SEVERITES_DITES)[cle]) || null
  if (typeof valeur === 'string') return mot(valeur)
  return [mot(valeur.severite), valeur.aide && 'souhaite une aide'].filter(Boolean).join(', ') || null
}

const enCartes = <V extends string>(libelles: Record<V, string>) =>
  (Object.keys(libelles) as V[]).map(valeur => ({ valeur, libelle: libelles[valeur] }))

const OUI_NON = [
  { valeur: 'oui' as const, libelle: 'Oui' },
  { valeur: 'non' as const, libelle: 'Non' },
]
const OUI_NON_INCONNU = [...OUI_NON, { valeur: 'inconnu' as const, libelle: 'Non renseigné' }]
const enMot = (valeur: boolean | null) => (valeur === null ? null : valeur ? ('oui' as const) : ('non' as const))

const dire = (source: string | undefined) => (source ? `Déjà connu : ${source}. Corrigez si besoin.` : undefined)

export function QuestionsMotivation({ reponses, changer, sources, entreTemps }: PropsQuestions) {
  return (
    <>
      <Cartes
        label="La personne est-elle disponible pour un emploi ?"
        aide="Bientôt : d’ici environ trois mois."
        cartes={enCartes(DISPONIBILITES)}
        value={reponses.disponibilite}
        {...entreTemps('disponibilite')}
        onChange={disponibilite => changer({ disponibilite })}
      />
      <Cartes
        label="Souhaite-t-elle travailler ?"
        aide={dire(sources.motivationTravail)}
        cartes={OUI_NON}
        value={enMot(reponses.motivationTravail)}
        {...entreTemps('motivationTravail')}
        onChange={v => changer({ motivationTravail: v === 'oui' })}
      />
      <Cartes
        label="Souhaite-t-elle être accompagnée ?"
        cartes={OUI_NON}
        value={enMot(reponses.motivationAccompagnement)}
        {...entreTemps('motivationAccompagnement')}
        onChange={v => changer({ motivationAccompagnement: v === 'oui' })}
      />
    </>
  )
}

export function QuestionsSituations({ reponses, changer, sources, faits, entreTemps }: PropsQuestions) {
  return NOMS_SITUATIONS.map(situation => {
    const { severite, aide } = reponses[situation]
    const { libelle, aide: precision } = SITUATIONS[situation]
    const garde = situation === 'famille' && seulAvecEnfant(faits) ? 'Seule ou seul avec enfant, selon la CAF. ' : ''
    return (
      <Cartes
        key={situation}
        label={libelle}
        aide={`${garde}${precision}. ${dire(sources[situation]) ?? ''}`}
        cartes={enCartes<Severite>(SEVERITES)}
        value={severite}
        {...entreTemps(situation)}
        onChange={s => changer({ [situation]: { severite: s, aide: s === 'aucun' ? false : aide } })}
      >
        {severite && severite !== 'aucun' && (
          <Checkbox
            mt="sm"
            label={`Souhaite une aide : ${libelle.toLowerCase()}`}
            checked={aide}
            onChange={e => changer({ [situation]: { severite, aide: e.currentTarget.checked } })}
          />
        )}
      </Cartes>
    )
  })
}

export function QuestionsAutonomie({ reponses, changer, sources, entreTemps }: PropsQuestions) {
  return (
    <>
      <Cartes
        label="Autonomie dans les démarches"
        aide={dire(sources.autonomie) ?? 'Administratives, numériques, recherche d’emploi.'}
        cartes={enCartes(AUTONOMIES)}
        value={reponses.autonomie}
        {...entreTemps('autonomie')}
        onChange={autonomie => changer({ autonomie })}
      />
      <Cartes
        label="Dernière expérience professionnelle"
        aide={dire(sources.experience)}
        cartes={enCartes(EXPERIENCES)}
        value={reponses.experience}
        {...entreTemps('experience')}
        onChange={experience => changer({ experience })}
      />
      <Cartes
        label="Situation professionnelle aujourd’hui"
        aide={dire(sources.situationPro)}
        cartes={enCartes(SITUATIONS_PRO)}
        value={reponses.situationPro}
        {...entreTemps('situationPro')}
        onChange={situationPro => changer({ situationPro })}
      />
    </>
  )
}

const STATUTS = {
  rqth: 'Reconnaissance de la qualité de travailleur handicapé (RQTH)',
  independant: 'Travailleur indépendant',
  artiste: 'Artiste ou technicien du spectacle',
} as const

export function QuestionsStatuts({ reponses, changer, sources, entreTemps }: PropsQuestions) {
  return (Object.keys(STATUTS) as (keyof typeof STATUTS)[]).map(statut => (
    <Cartes
      key={statut}
      label={STATUTS[statut]}
      aide={dire(sources[statut]) ?? 'Sert seulement à choisir la structure.'}
      cartes={OUI_NON_INCONNU}
      value={enMot(reponses[statut]) ?? 'inconnu'}
      {...entreTemps(statut)}
      onChange={v => changer({ [statut]: v === 'inconnu' ? null : v === 'oui' })}
    />
  ))
}
