import { describe, expect, test } from 'vitest'
import { fichierFlux, lireTout, unFlux, unFoyer } from '../essai-flux.ts'

/** Reads three households of which the second is altered: one fault leaves the file acceptable. */
async function avecUnFoyer(change: (xml: string) => string, d: Parameters<typeof unFoyer>[0] = {}) {
  const altere = change(unFoyer({ numero: 'B', ...d }))
  return lireTout(fichierFlux({ foyers: [{ numero: 'A' }, altere, { numero: 'C' }] }))
}

describe('un foyer non conforme est mis de côté, les autres entrent', () => {
  const remplace = (avant: string | RegExp, apres: string) => (xml: string) => xml.replace(avant, apres)
  test.each<[string, (xml: string) => string, string, string]>([
    [
      'date hors calendrier',
      remplace('2024-01-15', '2025-02-29'),
      'DTDEMRSA',
      'date attendue au format AAAA-MM-JJ, lue « 2025-02-29 »',
    ],
    ['date vide', remplace('2024-01-15', ''), 'DTDEMRSA', 'date attendue au format AAAA-MM-JJ, valeur vide'],
    ['texte trop long', remplace('<FONORG>CAF', '<FONORG>CAF '), 'FONORG', '3 caractère(s) au plus attendu(s), 4 lus'],
    ['booléen', remplace('<TOPRESPDOS>1', '<TOPRESPDOS>O'), 'TOPRESPDOS', '0 ou 1 attendu, lu « O »'],
    ['entier', remplace('<MATRICULE>', '<MATRICULE>X'), 'MATRICULE', 'nombre entier attendu, 15 chiffre(s) au plus'],
    ['élément inconnu', remplace('<NUMORG>', '<INCONNU/><NUMORG>'), 'INCONNU', 'élément inconnu dans Organisme'],
    ['élément absent', remplace(/<SEXE>.<\/SEXE>/, ''), 'SEXE', 'élément attendu dans Identification, absent'],
    ['élément répété', remplace(/(<SEXE>.<\/SEXE>)/, '$1$1'), 'SEXE', 'élément répété : 1 au plus attendu(s)'],
    [
      'élément mal placé',
      remplace(/(<FONORG>.*\n)(<NUMORG>.*\n)/, '$2$1'),
      'FONORG',
      'élément absent ou mal placé : attendu avant NUMORG',
    ],
    ['attribut', remplace('<NUMORG>', '<NUMORG a="1">'), 'NUMORG', 'attribut a inattendu'],
    ['texte entre éléments', remplace('<NUMORG>', 'x<NUMORG>'), 'Organisme', 'texte inattendu entre deux éléments'],
    [
      'élément dans une feuille',
      remplace('<NUMORG>', '<NUMORG><i/>'),
      'i',
      'élément inattendu : NUMORG n’en contient pas',
    ],
    [
      'état inconnu',
      remplace('<ETATDOSRSA>2', '<ETATDOSRSA>7'),
      'ETATDOSRSA',
      'état du dossier de 0 à 6 attendu, lu « 7 »',
    ],
    ['organisme inconnu', remplace('<FONORG>CAF', '<FONORG>CPM'), 'FONORG', 'CAF ou MSA attendu, lu « CPM »'],
    ['sexe', remplace('<SEXE>2', '<SEXE>3'), 'SEXE', '1 ou 2 attendu, lu « 3 »'],
    ['nom vide', remplace('<NOM>ESSAI', '<NOM>  '), 'NOM', 'nom attendu, valeur vide'],
    ['prénom vide', remplace(/<PRENOM>.*</, '<PRENOM><'), 'PRENOM', 'prénom attendu, valeur vide'],
    [
      'rôle inconnu',
      remplace(/DEM(<\/ROLEPERS>\s*<TOPCHAPERS>1)/, 'XYZ$1'),
      'ROLEPERS',
      'rôle DEM, CJT, ENF, AUT ou RDO attendu, lu « XYZ »',
    ],
    [
      'aucune prestation RSA',
      remplace('<NATPREST>RSA', '<NATPREST>PFA'),
      'NATPREST',
      'au moins une personne avec une prestation RSA attendue',
    ],
    [
      'ni demandeur ni conjoint',
      xml => xml.replaceAll('DEM</ROLEPERS>', 'ENF</ROLEPERS>'),
      'ROLEPERS',
      'un demandeur (DEM) ou un conjoint (CJT) du RSA attendu, aucun lu',
    ],
    [
      'deux demandeurs',
      remplace(/<Personne>[\s\S]*<\/Personne>/, '$&$&'),
      'ROLEPERS',
      'un seul demandeur (DEM) attendu, 2 lus',
    ],
    ['numéro vide', remplace('<NUMDEMRSA>B', '<NUMDEMRSA>'), 'NUMDEMRSA', 'numéro de demande RSA attendu, valeur vide'],
    [
      'numéro déjà lu',
      remplace('<NUMDEMRSA>B', '<NUMDEMRSA>A'),
      'NUMDEMRSA',
      'numéro de demande déjà lu dans ce fichier',
    ],
  ])('%s', async (_cas, change, champ, motif) => {
    const { foyers, rejets, bilan } = await avecUnFoyer(change)
    expect(foyers.map(foyer => foyer.numeroDemandeRsa)).toEqual(['A', 'C'])
    expect(rejets).toMatchObject([{ champ, motif }])
    expect(bilan).toMatchObject({ lus: 3, rejetes: 1, annonces: 3 })
  })

  test('la ligne est celle de la faute et le numéro du foyer est retrouvé même quand il vient après', async () => {
    const change = (xml: string) => xml.replace('<MATRICULE>0', '<MATRICULE>O')
    const { rejets } = await avecUnFoyer(change)
    const fichier = unFlux({ foyers: [{ numero: 'A' }, change(unFoyer({ numero: 'B' })), { numero: 'C' }] })
    const ligne = fichier.split('\n').findIndex(l => l.includes('<MATRICULE>O')) + 1
    expect(rejets).toMatchObject([{ ligne, foyer: 'B', champ: 'MATRICULE' }])
  })

  test('aucune valeur personnelle ne passe dans un motif', async () => {
    const secrets = ['SECRETISSIME', '2850100000001']
    for (const secret of secrets)
      for (const balise of ['DTNAI', 'SEXE', 'TOPRESPDOS', 'ROLEPERS', 'FONORG', 'HEULIQ']) {
        const { rejets } = await avecUnFoyer(
          xml => xml.replace(new RegExp(`<${balise}>.*<`), `<${balise}>${secret}<`),
          { evenements: [{ date: '2024-12-04', heure: '10:11:12', fait: 'ADR' }] },
        )
        expect(rejets).toHaveLength(1)
        expect(JSON.stringify(rejets)).not.toContain(secret)
      }
  })

  test('un foyer démesuré est mis de côté', async () => {
    const evenements = Array.from({ length: 45_000 }, () => ({ date: '2024-12-04', heure: '10:11:12', fait: 'ADR' }))
    const { rejets } = await avecUnFoyer(xml => xml, { evenements })
    expect(rejets).toMatchObject([{ foyer: 'B', motif: 'foyer trop volumineux' }])
  })
})
