import { afterEach, describe, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, resultats } from './essai-tableur.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const db = () => essai.base.territoire('59')
const motifs = (application: Awaited<ReturnType<typeof appliquer>>) =>
  (application.lignes ?? []).map(l => l.motifs.map(m => `${m.champ} : ${m.motif}`).join(' ; '))

describe('une liste de professionnels', () => {
  test('crée des agents à compléter, sans accès, dans leur structure ; la seconde fois ne change rien', async () => {
    const texte = 'Courriel;Prénom;Nom;Téléphone;Structure\nnadia.ourson@example.org;Nadia;Ourson;199000001;PLIE\n'
    expect(resultats(await appliquer(essai, 'professionnels', texte))).toEqual(['creee'])
    expect(resultats(await appliquer(essai, 'professionnels', texte))).toEqual(['inchangee'])
    expect(await db().selectFrom('agent').select(['nom', 'telephone', 'aCompleter']).execute()).toEqual([
      { nom: 'Ourson', telephone: '0199000001', aCompleter: true },
    ])
    expect(await db().selectFrom('habilitation').select('role').execute()).toEqual([{ role: 'referent' }])
    expect(await db().selectFrom('structure').select(['nom', 'aCompleter']).execute()).toEqual([
      { nom: 'PLIE', aCompleter: true },
    ])
    expect(await essai.base.commun.selectFrom('identite').selectAll().execute()).toEqual([])
  })

  test('n’élargit jamais ce que voit un agent qui a déjà un compte', async () => {
    const agent = await essai.unAgent('pilote')
    const texte = `Courriel;Nom;Rôle\n${agent.id}@example.org;CHANGÉ;chargé d’orientation\n`
    const application = await appliquer(essai, 'professionnels', texte)
    expect(resultats(application)).toEqual(['inchangee'])
    expect(motifs(application)[0]).toMatch(/rôle non donné/)
    const roles = await db().selectFrom('habilitation').select('role').where('agentId', '=', agent.id).execute()
    expect(roles).toEqual([{ role: 'pilote' }])
    expect(await db().selectFrom('agent').select('nom').where('id', '=', agent.id).execute()).toEqual([
      { nom: 'ESSAI' },
    ])
  })

  test('la même adresse deux fois : la seconde ligne est refusée', async () => {
    const texte = 'Courriel;Nom\na.b@example.org;A\nA.B@example.org;B\n'
    expect(resultats(await appliquer(essai, 'professionnels', texte))).toEqual(['creee', 'refusee'])
  })
})

describe('une liste de structures', () => {
  const entetes = 'Nom;Siret;Téléphones;Courriel responsable;Prénom responsable;Nom responsable'
  test('plusieurs lignes d’une structure réunissent ses responsables ; le SIRET retrouve, le vide n’efface pas', async () => {
    const texte = [
      entetes,
      'Régie;13002526500013;0199000001;a.b@example.org;Ada;B',
      'Régie;13002526500013;;c.d@example.org;Carl;D',
      'Autre;13002526500014;;;;',
    ].join('\n')
    const application = await appliquer(essai, 'structures', texte)
    expect(resultats(application)).toEqual(['creee', 'modifiee', 'refusee'])
    expect(motifs(application)[2]).toMatch(/Siret : SIRET impossible/)
    expect(resultats(await appliquer(essai, 'structures', `${entetes}\nRégie (antenne);13002526500013;;;;`))).toEqual([
      'inchangee',
    ])
    expect(await db().selectFrom('structure').select(['nom', 'siret', 'telephone', 'aCompleter']).execute()).toEqual([
      { nom: 'Régie', siret: '13002526500013', telephone: '0199000001', aCompleter: true },
    ])
    expect(await db().selectFrom('habilitation').select('role').execute()).toEqual([
      { role: 'responsable-equipe' },
      { role: 'responsable-equipe' },
    ])
  })
})

describe('une liste de suivis', () => {
  const entetes = 'Numéro demande RSA;Rôle;Date d’orientation;Parcours;Structure;Email du référent'
  test('reprend ce que reprend la ligne de commande, par les colonnes choisies', async () => {
    const { numeroDemandeRsa } = await unePersonne(essai)
    const texte = [
      entetes,
      `${numeroDemandeRsa};demandeur;10/01/2025;Équilibre;PLIE;nadia.ourson@example.org`,
      'ABCDEFGHIJK;DEM;10/01/2025;emploi;PLIE;nadia.ourson@example.org',
    ].join('\n')
    const application = await appliquer(essai, 'suivis', texte)
    expect(resultats(application)).toEqual(['creee', 'refusee'])
    expect(application.rapport.resume).toBe('1 suivi repris, 1 ligne refusée.')
    expect(resultats(await appliquer(essai, 'suivis', texte))).toEqual(['inchangee', 'refusee'])
    const autre = texte.replace('nadia.ourson', 'paul.castor')
    expect(motifs(await appliquer(essai, 'suivis', autre))[0]).toMatch(
      /Email du référent : la personne est déjà suivie/,
    )
  })
})

describe('une liste de réorientations', () => {
  const entetes =
    'Prénom*;Nom*;Date de naissance*;Accompagnateurs à ajouter;Accompagnateurs à supprimer;Structures à rattacher'
  const qui = 'Camille;ESSAI-TISSAGE;12/04/1985'

  test('rattache, change de référent, clôt ; chaque refus reste à sa ligne', async () => {
    await unePersonne(essai)
    const [depart, arrivee] = [
      await essai.uneStructure({ nom: 'Départ' }),
      await essai.uneStructure({ nom: 'Arrivée' }),
    ]
    const a = await essai.unAgent('referent', { structureId: depart })
    const b = await essai.unAgent('referent', { structureId: arrivee })
    const { numeroDemandeRsa } = await db().selectFrom('foyer').select('numeroDemandeRsa').executeTakeFirstOrThrow()
    await appliquer(
      essai,
      'suivis',
      `Numéro demande RSA;Rôle;Date d’orientation;Parcours;Structure;Référent\n${numeroDemandeRsa};DEM;10/01/2025;emploi;Départ;${a.id}@example.org`,
    )
    const application = await appliquer(
      essai,
      'reorientations',
      [
        entetes,
        `${qui};${b.id}@example.org;${a.id}@example.org;Arrivée`,
        `${qui};;;Arrivée`,
        `${qui};${a.id}@example.org;;`,
        `${qui};;${a.id}@example.org;`,
        `${qui};;;Nulle part`,
        `${qui};;${b.id}@example.org;`,
        'Zoé;INCONNUE;12/04/1985;;;Arrivée',
      ].join('\n'),
    )
    expect(resultats(application)).toEqual([
      ...['modifiee', 'inchangee', 'refusee', 'refusee', 'refusee', 'modifiee', 'refusee'],
    ])
    const [, , horsStructure, intrus, nullePart] = motifs(application)
    expect(horsStructure).toMatch(/Accompagnateurs à ajouter : Ce référent n’a pas d’habilitation/)
    expect(intrus).toMatch(/n’est pas le référent en cours/)
    expect(nullePart).toMatch(/aucune structure ouverte/)
    const orientations = await db().selectFrom('orientation').select(['structureId', 'fin']).orderBy('debut').execute()
    expect(orientations).toEqual([
      { structureId: depart, fin: '2025-03-10' },
      { structureId: arrivee, fin: null },
    ])
    const suivis = await db().selectFrom('accompagnement').select(['referentId', 'fin']).orderBy('debut').execute()
    expect(suivis).toEqual([
      { referentId: a.id, fin: '2025-03-10' },
      { referentId: b.id, fin: '2025-03-10' },
    ])
  })
})
