import { Fiche, type Repere, Reperes } from '../../socle/ui/Fiche.tsx'
import { CHAMPS, type DonneesDuChamp, direSource, direValeur } from '../donnees/donnee.ts'
import { Desaccord } from './Desaccord.tsx'

/** What sources say of a person (`id`), read on a day (YYYY-MM-DD). */
export type Dites = { id: string; aujourdhui: string; donnees: readonly DonneesDuChamp[] }

export const donneesDe = (dossier: Dites, champ: DonneesDuChamp['champ']) =>
  dossier.donnees.find(d => d.champ === champ)

/** Who says the value shown, and since when; `sinon`, when only the flow spoke of this field. */
export function sourceDe(dossier: Dites, champ: DonneesDuChamp['champ'], sinon: string | undefined) {
  const retenue = donneesDe(dossier, champ)?.dites.find(d => d.retenue)
  return retenue ? direSource(retenue, dossier.aujourdhui) : sinon
}

/** What stands under the value shown: what other sources say against it, what was set aside. */
export const autresValeurs = (dossier: Dites, champ: DonneesDuChamp['champ']): string[] =>
  [donneesDe(dossier, champ)].flatMap(d => [
    ...(d?.dites.flatMap(x => (x.conflit && x.valeur !== null ? x.valeur : [])) ?? []),
    ...(d?.ecartees.map(x => x.valeur) ?? []),
  ])

/** What stands under a value when other sources say something else. */
export function Autres({ dossier, champ }: { dossier: Dites; champ: DonneesDuChamp['champ'] }) {
  const donnees = donneesDe(dossier, champ)
  return donnees ? <Desaccord personneId={dossier.id} donnees={donnees} aujourdhui={dossier.aujourdhui} /> : null
}

/** Where the other fields are shown, they are not shown here. */
const AILLEURS = new Set([
  'nom',
  'nom-naissance',
  'prenom',
  'date-naissance',
  'identifiant-france-travail',
  'identifiant-unique-france-travail',
  'telephone',
  'courriel',
])

/** What other sources already told, never to be asked again (E6). */
export function DonneesFiche({ dossier }: { dossier: Dites }) {
  const { aujourdhui } = dossier
  const liste: Repere[] = dossier.donnees
    .filter(d => !AILLEURS.has(d.champ))
    .map(donnees => {
      const retenue = donnees.dites.find(d => d.retenue)
      return {
        terme: CHAMPS[donnees.champ].libelle,
        valeur: direValeur(donnees.champ, retenue?.valeur ?? null, aujourdhui),
        suite: <Desaccord personneId={dossier.id} donnees={donnees} aujourdhui={aujourdhui} />,
        source: retenue && direSource(retenue, aujourdhui),
      }
    })
  if (liste.length === 0) return null
  return (
    <Fiche titre="Déjà dit">
      <Reperes liste={liste} />
    </Fiche>
  )
}
