import { describe, expect, test } from 'vitest'
import { DEFINITIONS } from './champs.ts'
import { devinerGenre } from './deviner-genre.ts'
import { type GenreListe, manques } from './liste.ts'
import { proposer, SEUIL } from './proposer.ts'

const JOUR = '2025-03-10'
const VALEURS: Record<string, string> = {
  tel: '0639980001',
  mail: 'a@example.org',
  jour: '25/04/1985',
  nir: '2850459999001',
  cp: '59200',
  mot: 'mot',
}
/** Field applied, field asked (« ? ») or nothing, for one title alone over three like values. */
const devine = (genre: GenreListe, titre: string, valeur = 'mot') => {
  const v = VALEURS[valeur] ?? ''
  const { pistes } = proposer(genre, [titre], [[v], [v], [v]], JOUR)
  const piste = pistes[titre]
  return piste ? `${piste.champ}${piste.confiance < SEUIL ? ' ?' : ''}` : '-'
}

describe('le titre d’une colonne de personnes', () => {
  test.each([
    ['Date naiss.', 'jour', 'dateNaissance'],
    ['Dt naiss', 'jour', 'dateNaissance'],
    ['Né', 'jour', 'dateNaissance'],
    ['Née le', 'jour', 'dateNaissance'],
    ['Né(e) le', 'jour', 'dateNaissance'],
    ['DATE DE NAISSANCE (JJ/MM/AAAA)', 'jour', 'dateNaissance'],
    ['Date de naissance du bénéficiaire', 'jour', 'dateNaissance'],
    ['Prénom(s)', 'mot', 'prenom'],
    ['PRENOMS', 'mot', 'prenom'],
    ['Prénom de la personne', 'mot', 'prenom'],
    ['NOM', 'mot', 'nom'],
    ['Nom usager', 'mot', 'nom'],
    ['Tel perso', 'tel', 'telephone'],
    ['Tél. portable', 'tel', 'telephone'],
    ['GSM', 'tel', 'telephone'],
    ['N° de tél.', 'tel', 'telephone'],
    ['Numéro de portable', 'tel', 'telephone'],
    ['Mail perso', 'mail', 'courriel'],
    ['E-mail personnel', 'mail', 'courriel'],
    ['Adresse mail de l’usager', 'mail', 'courriel'],
    ['CP', 'cp', 'codePostal'],
    ['Code postal', 'cp', 'codePostal'],
    ['Commune de naissance', 'mot', 'lieuNaissance'],
    ['N° sécu', 'nir', 'nir'],
    ['Mail référent', 'mail', 'referentCourriel'],
    ['Courriel du référent', 'mail', 'referentCourriel'],
  ])('« %s » (%s) donne %s', (titre, valeur, attendu) => {
    expect(devine('personnes', titre, valeur)).toBe(attendu)
  })

  test.each([
    ['Contact', 'tel', 'telephone ?'],
    ['Joindre', 'mail', 'courriel ?'],
    ['Téléphone soir', 'tel', 'telephone ?'],
    ['Colonne C', 'jour', 'dateNaissance ?'],
    ['Identifiant', 'nir', 'nir ?'],
  ])('« %s » (%s) est demandée : %s', (titre, valeur, attendu) => {
    expect(devine('personnes', titre, valeur)).toBe(attendu)
  })

  test.each([
    ['Date CER', 'jour'],
    ['Date de rendez-vous', 'jour'],
    ['Date d’inscription', 'jour'],
    ['Contact en cas d’urgence', 'tel'],
    ['Personne à prévenir', 'tel'],
    ['Tél. du conjoint', 'tel'],
    ['Téléphone de la mère', 'tel'],
    ['Tél parents', 'tel'],
    ['Tél. référent', 'tel'],
    ['N° tuteur', 'tel'],
    ['Téléphone curatelle', 'tel'],
    ['Tél. employeur', 'tel'],
    ['Mail employeur', 'mail'],
    ['Mail assistante sociale', 'mail'],
    ['Courriel AS', 'mail'],
    ['emails des professionnels', 'mail'],
    ['Mail structure', 'mail'],
    ['Adresse mail du conseiller', 'mail'],
    ['Nom du conjoint', 'mot'],
    ['Prénom enfant 1', 'mot'],
    ['Date de naissance conjoint', 'jour'],
    ['NIR conjoint', 'nir'],
    ['Nom de l’employeur', 'mot'],
    ['Adresse employeur', 'mot'],
    ['CP employeur', 'cp'],
    ['Médecin traitant', 'tel'],
    // Nothing of it reads as one.
    ['Téléphone soir', 'mot'],
  ])('« %s » (%s) n’est rien de la personne', (titre, valeur) => {
    expect(devine('personnes', titre, valeur)).not.toMatch(
      /^(telephone|telephone2|courriel|nom|prenom|dateNaissance|nir|adresse|codePostal)/,
    )
  })
})

test('chaque titre écrit par un outil connu est sûr', () => {
  for (const [genre, { champs }] of Object.entries(DEFINITIONS))
    for (const champ of champs)
      for (const titre of [champ.libelle, ...champ.entetes])
        expect([titre, devine(genre as GenreListe, titre, 'rien')]).toEqual([titre, expect.not.stringMatching(/[?-]$/)])
})

test('une colonne au titre connu dont rien ne se lit ainsi est demandée, et dit pourquoi', () => {
  const { pistes, correspondance } = proposer('personnes', ['Téléphone'], [['a'], ['b'], ['c']], JOUR)
  expect(pistes.Téléphone).toMatchObject({ confiance: 45, raison: expect.stringContaining('aucune de ses premières') })
  expect(correspondance.colonnes).toEqual({})
})

test('deux colonnes de même titre sont demandées, jamais prises au hasard', () => {
  const { pistes, correspondance } = proposer('personnes', ['Tél', 'Tél (2)'], [], JOUR)
  expect([pistes.Tél?.confiance, pistes['Tél (2)']?.confiance, correspondance.colonnes]).toEqual([50, 50, {}])
})

test('le seuil du territoire décide de ce qui est demandé', () => {
  const lire = (seuil: number) => proposer('personnes', ['Date naiss.'], [], JOUR, seuil).correspondance.colonnes
  expect([lire(85), lire(90)]).toEqual([{ 'Date naiss.': 'dateNaissance' }, {}])
})

describe('la sorte d’une liste', () => {
  test.each<[string, GenreListe | null]>([
    ['Nom;Prénom;Date de naissance', 'personnes'],
    ['Date CER;NOM;PRENOM;Date naiss.;Mail référent;Tél. référent', 'personnes'],
    ['Nom;Prénom(s);Né;Contact;Adresse;CP', 'personnes'],
    ['Nom;Prénom(s);Date naiss.;Tel perso;Mail', 'personnes'],
    ['Structure;Nom;Prénom;Né(e) le;Téléphone', 'personnes'],
    ['Nom;Adresse;Code postal;Ville', 'structures'],
    ['Raison sociale;SIRET;Mail', 'structures'],
    ['Nom de la structure;Courriel responsable', 'structures'],
    ['Courriel;Prénom;Nom;Téléphone;Fonction', 'professionnels'],
    ['Mail;Nom;Prénom;Structure', 'professionnels'],
    ['Matricule;Rôle;Téléphone;Email', 'contacts'],
    ['NIR;Structure;Référent;Parcours;Date d’orientation', 'suivis'],
    ['Prénom;Nom;Né(e) le;Nouveau référent;Nouvelle structure', 'reorientations'],
    ['Nom;Prénom;Mail', null],
    ['Nom;Prénom;Adresse;CP;Ville;Téléphone', null],
    ['Nom', null],
    ['Article;Prix', null],
  ])('« %s » : %s', (titres, attendu) => {
    const { genre, confiance, raison } = devinerGenre(titres.split(';'))
    expect(genre).toBe(attendu)
    expect(raison).not.toBe('')
    expect(confiance >= SEUIL).toBe(attendu !== null)
  })

  test('jamais de structures ni d’agents dès qu’un titre dit une naissance, un NIR ou un numéro d’allocataire', () => {
    for (const titre of ['Date naiss.', 'Né(e) le', 'NIR', 'N° CAF', 'Nom de jeune fille'])
      for (const reste of [
        ['Nom', 'Adresse', 'Ville', 'SIRET'],
        ['Mail', 'Nom', 'Structure', 'Fonction'],
      ])
        expect(['structures', 'professionnels']).not.toContain(devinerGenre([titre, ...reste]).genre)
  })
})

test('ce qui est nécessaire et seulement deviné manque, tant que personne ne l’a dit', () => {
  const { correspondance } = proposer('personnes', ['Nom', 'Prénom', 'Colonne C'], [['A', 'B', '25/04/1985']], JOUR)
  expect(manques(DEFINITIONS.personnes, correspondance)).toEqual(['la date de naissance'])
})
