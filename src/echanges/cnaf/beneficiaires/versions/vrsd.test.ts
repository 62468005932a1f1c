import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { cheminEchantillon, testSurEchantillon } from '../../../../essai-echantillons.ts'
import { arbre } from './schema.ts'
import { ORDONNES_VRSD, VRSD0101, VRSD0301 } from './vrsd.ts'

const CHEMINS = 'cnaf/chemins-par-version.json'

/** Paths that the public map has and that ours leaves out or adds, in words. */
const AJOUTS: Record<string, RegExp> = {
  // Both sources of the map place these in the household or in DonneesAdministratives, in the person or in her resources.
  VRSD0301:
    /^\/InfosFoyerRSA\/(DonneesAdministratives\/(PrestationRSA|AvisPCGDroitRSA)|AvisPCGDroitRSA|Personne\/Ressources\/CaracteristiquesEmployabilite|PrestationRSA\/SituationDossierRSA\/Refus)(\/|$)/,
  VRSD0101:
    /^\/InfosFoyerRSA\/(PrestationRSA|AvisPCGDroitRSA|DonneesAdministratives\/PrestationRSA\/AvisPCGDroitRSA|DonneesAdministratives\/PrestationRSA\/DetailDroitRSA\/TroncCommunDroitRSA|DonneesAdministratives\/Adresse\/(TroncCommunAdresse|AdresseDetailleeFrance|AdresseHorsFrance)|Personne\/CaracteristiquesEmployabilite|Personne\/AvisPCGPersonne\/Derogation|Personne\/Identification\/(QUAL|NOM|NOMNAI|PRENOM))(\/|$)/,
}

function cheminsDe(schema: Readonly<Record<string, string>>): string[] {
  const chemins: string[] = []
  const suivre = (noeud: ReturnType<typeof arbre>, chemin: string) => {
    for (const enfant of noeud.suite ?? [])
      if (enfant.suite) suivre(enfant, `${chemin}/${enfant.nom}`)
      else chemins.push(`${chemin}/${enfant.nom}`)
  }
  suivre(arbre(schema, 'Racine', {}, { ordonnes: ORDONNES_VRSD }), '')
  return chemins
}

testSurEchantillon(CHEMINS).each([
  ['VRSD0301', VRSD0301],
  ['VRSD0101', VRSD0101],
] as const)('chaque chemin public de %s est le nôtre, et nos ajouts sont ceux que nous disons', (version, schema) => {
  const publics = JSON.parse(readFileSync(cheminEchantillon(CHEMINS), 'utf8')) as Record<
    string,
    Record<string, string[]>
  >
  const attendus = Object.entries(publics[`Bénéficiaire ${version}`] ?? {}).flatMap(([bloc, feuilles]) =>
    feuilles.map(feuille => `${bloc}/${feuille}`),
  )
  const notres = new Set(cheminsDe(schema))
  expect(attendus.length).toBeGreaterThan(150)
  expect(attendus.filter(chemin => !notres.has(chemin))).toEqual([])
  expect([...notres].filter(chemin => !attendus.includes(chemin) && !AJOUTS[version]?.test(chemin))).toEqual([])
})
