import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { mesurerIndicateurs } from '../indicateurs.ts'
import { LIENS } from '../liens.ts'
import { PARAMETRES } from '../parametres.ts'
import { unFichier } from '../socle/fichier/essai-fichier.ts'
import { effacerPersonnes } from './effacement.queries.ts'
import { conserverAu } from './essai-conserver.ts'
import { enProprietaire, lieuxDe } from './essai-lieux.ts'
import { TRACES, uneVieEntiere } from './essai-vie.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const passer = async (jour: string) => {
  essai.now = `${jour}T04:00:00Z`
  await conserverAu(essai)
}
const lignesDe = (table: string, colonne: string, id: string) =>
  enProprietaire<{ n: number }>(essai, `select count(*)::int as n from ${table} where ${colonne} = $1`, [id]).then(
    ([l]) => l?.n ?? 0,
  )
const traces = Object.values(TRACES)
const preuves = () => db().selectFrom('effacement').selectAll().orderBy('regle').execute()

test('une personne que plus rien n’annonce passe aux archives, puis s’efface partout ; les autres restent entières', async () => {
  const agent = await essai.unAgent('referent')
  const elle = await uneVieEntiere(essai, agent)
  const voisine = await unePersonne(essai, { nom: 'ESSAI-VOISINE', telephone: '0639980002' })
  for (const { table, vers, colonnes } of LIENS.filter(
    l => !['archive', 'doublon', 'foyer', 'creance', 'acompte', 'lecture_liste'].includes(l.table),
  )) {
    const colonne = Object.keys(colonnes).find(c => colonnes[c] === vers) ?? ''
    expect([table, await lignesDe(table, colonne, elle.id)]).not.toEqual([table, 0])
  }
  await enProprietaire(
    essai,
    `insert into doublon (id, personne_id, autre_id, raisons, trouve_le, deplacements) values (gen_random_uuid(), $1, $2, '{}', '2019-01-10', $3)`,
    [elle.id, voisine.id, JSON.stringify({ note: TRACES.nom })],
  )
  expect(await lieuxDe(essai, [...traces, elle.id])).toContain('t_59.mot_nom.mot')

  await passer('2025-03-10')
  expect(await db().selectFrom('archive').select(['personneId', 'effaceeLe']).execute()).toEqual([
    { personneId: elle.id, effaceeLe: null },
  ])
  await passer('2025-03-20')
  expect((await preuves()).map(p => p.regle)).toEqual([
    'consultation',
    'courrier',
    'document',
    'lecture_liste',
    'ouverture',
  ])
  await passer('2025-04-10')
  expect(await lieuxDe(essai, [...traces, elle.id, elle.foyerId, elle.numero])).toEqual([])
  expect(await db().selectFrom('personne').select(['nom', 'telephone']).where('id', '=', voisine.id).execute()).toEqual(
    [{ nom: 'ESSAI-VOISINE', telephone: '0639980002' }],
  )
  expect(await db().selectFrom('import').select(['contenuEffaceLe', 'options']).execute()).toEqual([
    { contenuEffaceLe: '2025-04-10', options: {} },
  ])
})

test('ce que le territoire garde plus longtemps part avec le dossier, octets compris, ceux des voisins non', async () => {
  const elle = await uneVieEntiere(essai, await essai.unAgent('referent'))
  const voisin = await unFichier(essai)
  await sql`insert into parametre (cle, effet_le, valeur, saisi_le) values ('conservation.documents-annees', '2018-01-01', '10', now()),
    ('conservation.courriers-annees', '2018-01-01', '10', now())`.execute(db())
  await passer('2025-03-10')
  const restent = async () => [
    await lignesDe('document', 'personne_id', elle.id),
    await lignesDe('courrier', 'personne_id', elle.id),
    await compter(essai, 'fichier'),
  ]
  // The list that told of her, her letter, her document.
  expect(await restent()).toEqual([1, 1, 4])
  await passer('2025-04-10')
  expect(await restent()).toEqual([0, 0, 1])
  expect(await db().selectFrom('fichierMorceau').select('fichierId').execute()).toEqual([{ fichierId: voisin }])
})

const refus = (promesse: Promise<unknown>) =>
  promesse.then(
    () => 'accepté',
    (erreur: { code?: string }) => erreur.code,
  )
const effacer = (...ids: string[]) => refus(essai.enTransaction(ctx => effacerPersonnes(ctx, ids)))
const INTERDIT = '42501'

test('ce qui se compte se compte pareil, sans que rien ne mène plus à personne', async () => {
  const agent = await essai.unAgent('referent')
  await uneVieEntiere(essai, agent)
  const mesurer = () =>
    mesurerIndicateurs(essai.ctx(), {
      du: '2019-01-01',
      au: '2019-03-31',
      asOf: '2019-03-31',
      sexe: '2',
      communes: ['59599'],
    } as never)
  await passer('2025-03-10')
  const avant = await mesurer()
  expect([avant.I01.valeur, avant.I02.numerateur, avant.I05.enVeille + avant.I05.valeur]).toEqual([1, 1, 1])
  await passer('2025-04-10')
  expect(await mesurer()).toEqual(avant)
  expect(await db().selectFrom('creance').select(['numeroDemandeRsa', 'matricule', 'soldeCentimes']).execute()).toEqual(
    [{ numeroDemandeRsa: 'EFFACE', matricule: '', soldeCentimes: 57_568 }],
  )
})

test('la preuve dit combien, quand et par quelle règle, et rien de personne ; l’application ne la réécrit pas', async () => {
  const elle = await uneVieEntiere(essai, await essai.unAgent('referent'))
  await passer('2025-03-10')
  await passer('2025-04-10')
  const preuve = (await preuves()).find(p => p.regle === 'dossiers')
  expect(preuve).toMatchObject({
    personnes: 1,
    foyers: 1,
    parametres: { 'conservation.active-annees': 2, 'conservation.archive-annees': 2 },
    lignes: { diagnostic: 1, evenement: 1, rendez_vous: 1, entree: 1, creance: 1 },
  })
  expect(JSON.stringify(preuve)).not.toContain(elle.id)
  expect(await refus(sql`delete from effacement`.execute(db()))).toBe(INTERDIT)
  expect(await refus(sql`update effacement set personnes = 0`.execute(db()))).toBe(INTERDIT)
})

test('une application détournée n’efface personne avant l’heure', async () => {
  const agent = await essai.unAgent('referent')
  const vivante = await unePersonne(essai)
  expect(await effacer(vivante.id)).toBe(INTERDIT)
  const elle = await uneVieEntiere(essai, agent, { dernier: '2022-03-20' })
  expect(await effacer(elle.id)).toBe(INTERDIT) // not archived
  await sql`insert into archive (personne_id, le) values (${elle.id}, '2020-01-01'), (${vivante.id}, '2020-01-01')`.execute(
    db(),
  )
  expect(await effacer(elle.id)).toBe(INTERDIT) // three years, four are needed
  essai.now = '2126-01-01T00:00:00Z'
  expect(await effacer(vivante.id)).toBe(INTERDIT) // neither another clock
  await sql`insert into parametre (cle, effet_le, valeur, saisi_le) values ('conservation.active-annees', '2020-01-01', '0', now()),
    ('conservation.archive-annees', '2020-01-01', '0', now())`.execute(db())
  essai.now = '2023-03-10T09:00:00Z'
  expect(await effacer(elle.id)).toBe(INTERDIT) // nor delays of nothing
  expect(await refus(sql`select effacer_lectures('2099-01-01')`.execute(db()))).toBe('accepté')
})

test('les traces de lecture des six derniers mois restent, quoi qu’on demande', async () => {
  const { id } = await unePersonne(essai)
  const le = Temporal.Now.instant()
    .subtract({ hours: 24 * 150 })
    .toString()
  await db()
    .insertInto('consultation')
    .values({ personneId: id, acteur: 'agent', acteurId: id, role: 'referent', quoi: 'dossier', le })
    .execute()
  await sql`select effacer_lectures('2099-01-01')`.execute(db())
  expect(await compter(essai, 'consultation')).toBe(1)
})

test.each([
  ['un droit suspendu', `update droit set flux_fin = null, fin = null, etat = '3'`],
  ['un foyer que la caisse annonce encore', `update foyer set present = true; update membre set fin = null`],
  ['un suivi en cours', `update accompagnement set fin = null`],
  ['un délai en cours', `update entree set oriente_le = null`],
  ['un rendez-vous à venir', `update rendez_vous set debut = '2025-05-01T09:00:00Z'`],
  ['une ligne d’une liste récente', `update import set recu_le = '2025-01-10'`],
  ['un diagnostic récent', `update diagnostic set etabli_le = '2025-01-10'`],
  ['un courrier récent', `update courrier set edite_le = '2025-01-10T09:00:00Z'`],
  ['une donnée dite récemment', `update donnee set le = '2025-01-10'`],
  ['un acte récent à son fil', `update evenement set saisi_le = '2025-01-10T09:00:00Z'`],
  ['un contact corrigé récemment', `update personne set contact_le = '2025-01-10'`],
  ['un droit fini récemment', `update droit set fin = '2025-01-10'`],
  ['un foyer quitté récemment', `update membre set fin = '2025-01-10'`],
  ['une orientation notifiée récemment', `update orientation set notifiee_le = '2025-01-10'`],
  ['un suivi fini récemment', `update accompagnement set fin = '2025-01-10'`],
  ['un délai fini récemment', `update entree set oriente_le = '2025-01-10'`],
])('%s garde le dossier dans la base active', async (_, texte) => {
  await uneVieEntiere(essai, await essai.unAgent('referent'))
  await enProprietaire(essai, texte)
  await passer('2025-03-10')
  expect(await compter(essai, 'archive')).toBe(0)
})

test('deux dossiers réunis partent ensemble, avec ce qui était resté sous l’ancien', async () => {
  const agent = await essai.unAgent('referent')
  const [gardee, absorbee] = [
    await uneVieEntiere(essai, agent),
    await uneVieEntiere(essai, agent, { nir: '2850459999778' }),
  ]
  await db().updateTable('personne').set({ fusionneeDans: gardee.id }).where('id', '=', absorbee.id).execute()
  await passer('2025-03-10')
  await passer('2025-04-10')
  expect(await lieuxDe(essai, [...traces, gardee.id, absorbee.id])).toEqual([])
  expect((await preuves()).find(p => p.regle === 'dossiers')?.personnes).toBe(1)
})

test('le foyer où quelqu’un reste n’est pas effacé', async () => {
  const elle = await uneVieEntiere(essai, await essai.unAgent('referent'))
  const lui = await unePersonne(essai, { nom: 'ESSAI-RESTANT' })
  await db()
    .insertInto('membre')
    .values({ personneId: lui.id, foyerId: elle.foyerId, role: 'CJT', aCharge: false, debut: '2019-01-10' })
    .execute()
  await passer('2025-03-10')
  await passer('2025-04-10')
  expect(await db().selectFrom('foyer').select('voie').where('id', '=', elle.foyerId).execute()).toEqual([
    { voie: TRACES.voie },
  ])
  expect(await lieuxDe(essai, [TRACES.nom, TRACES.telephone, elle.id])).toEqual([])
})

test('les durées par défaut sont les mêmes dans la règle et dans la base', async () => {
  const { rows } = await sql<{ actives: number; archives: number }>`
    select duree_conservation('conservation.active-annees', 2, 1, '2025-03-10') as actives,
      duree_conservation('conservation.archive-annees', 2, 1, '2025-03-10') as archives`.execute(db())
  expect(rows[0]).toEqual({
    actives: PARAMETRES['conservation.active-annees'].defaut,
    archives: PARAMETRES['conservation.archive-annees'].defaut,
  })
})
