import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { unSuiviDans } from '../../accompagnement/essai-suivi.ts'
import type { portefeuille } from '../../accompagnement/portefeuille.ts'
import type { reponsePersonne } from '../../audit/reponse-personne.ts'
import type { sorties } from '../../audit/sorties.ts'
import { compter, type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { aujourdhui } from '../../orientation/aujourdhui.ts'
import type { personnes } from '../../personne/recherche/personnes.ts'
import { unEntrant } from '../../pilotage/essai-pilotage.ts'
import type { personnesIndicateur } from '../../pilotage/personnes-indicateur.ts'
import { partie, relire } from './essai-export.ts'
import { EXPORT_MAX } from './export.ts'
import { parPaquets } from './lignes.ts'
import { tableau } from './tableau.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const SUIVI = { motif: 'suivi', format: 'csv' }
const exporter = (agent: Navigateur, route: string, demande: Record<string, unknown> = {}) =>
  agent.brut(route, { ...SUIVI, ...demande })
/** The number in the name of a file: numbers go on from one test to the next. */
const numeroDe = ({ entetes }: { entetes: Record<string, unknown> }) =>
  Number(/export-59-(\d+)\./.exec(String(entetes['content-disposition']))?.[1])
/** The lines of a file that tells of one person on each, whose traces it left. */
async function noms(agent: Navigateur, route: string, demande: Record<string, unknown> = {}) {
  const sorti = await exporter(agent, route, demande)
  const lignes = (await relire(sorti.brut)).slice(1)
  const traces = await db().selectFrom('consultation').select('id').where('export', '=', numeroDe(sorti)).execute()
  expect([route, traces.length]).toEqual([route, lignes.length])
  return lignes
}

async function trenteSuivis(): Promise<Navigateur> {
  const moi = await essai.unAgent('referent', { nom: 'ROUET' })
  for (let i = 0; i < 30; i++) await unSuiviDans(essai, moi, { nom: `ESSAI-${i % 7}-${i}`, debut: '2025-02-01' })
  const autre = await essai.unAgent('referent')
  await unSuiviDans(essai, autre, { nom: 'ESSAI-AILLEURS', debut: '2025-02-01' })
  return moi
}

describe('la liste exportée est celle de l’écran, entière, dans son ordre', () => {
  test('le portefeuille, toutes ses pages, avec ses filtres', async () => {
    const moi = await trenteSuivis()
    await unSuiviDans(essai, moi, { nom: 'ESSAI-VEILLE', debut: '2025-02-01', veille: '2025-03-01' })
    for (const filtres of [{}, { urgence: 'a-faire' }, { urgence: 'veille' }, { dominante: 'emploi' }]) {
      const montrees: string[] = []
      let total = 0
      for (let page = 1; page === 1 || montrees.length < total; page++) {
        const { json } = await moi.appeler<typeof portefeuille>('GET /portefeuille', { ...filtres, page } as never)
        total = json.total
        montrees.push(...json.lignes.map(l => l.nom))
      }
      expect((await noms(moi, 'POST /portefeuille/export', filtres)).map(l => l[0])).toEqual(montrees)
    }
  })

  test('les listes du jour, l’une après l’autre, ou celle qui est choisie', async () => {
    for (let i = 0; i < 30; i++) await unePersonne(essai, { nom: `ESSAI-${i}`, entreeRecueLe: '2025-03-03' })
    await unePersonne(essai, { nom: 'ESSAI-LILLE', entreeRecueLe: '2025-03-04', codeInsee: '59350' })
    await unePersonne(essai, { nom: 'ESSAI-STOCK' })
    const charge = await essai.unAgent('charge-orientation')
    const lues: string[] = []
    for (const page of [1, 2])
      lues.push(
        ...(
          await charge.appeler<typeof aujourdhui>('GET /aujourdhui', { etat: 'a-convoquer', page })
        ).json.listes.flatMap(l => l.lignes.map(x => x.nom)),
      )
    expect(lues).toHaveLength(31)
    expect((await noms(charge, 'POST /aujourdhui/export')).map(l => l[0])).toEqual(lues)
    const deLille = await noms(charge, 'POST /aujourdhui/export', { etat: 'a-convoquer', communes: '59350' })
    expect(deLille.map(l => l[0])).toEqual(['ESSAI-LILLE'])
    expect((await noms(charge, 'POST /aujourdhui/export', { etat: 'stock' })).map(l => l[0])).toEqual(['ESSAI-STOCK'])
    // Nobody of the stock has a motive of entry: the screen shows nobody, nobody leaves.
    const aucun = await exporter(charge, 'POST /aujourdhui/export', { etat: 'stock', motifs: 'premiere-demande' })
    expect(aucun.json.code).toBe('export-vide')
  })

  test('les personnes trouvées, et celles d’un indicateur avec sa période en colonnes', async () => {
    for (let i = 0; i < 30; i++) await unEntrant(essai, '2025-03-03', { nom: `ESSAI-${i}` })
    const charge = await essai.unAgent('charge-orientation')
    const trouver = async (page: number) =>
      (await charge.appeler<typeof personnes>('POST /personnes/recherche', { q: 'ESSAI', page })).json.personnes
    const trouvees = [...(await trouver(1)), ...(await trouver(2))].map(p => p.nom)
    expect(trouvees).toHaveLength(30)
    expect((await noms(charge, 'POST /personnes/recherche/export', { q: 'ESSAI' })).map(l => l[0])).toEqual(trouvees)

    const demande = { indicateur: 'I01', du: '2025-03-01', au: '2025-03-31' } as const
    const compter = async (depuis: number) =>
      (await charge.appeler<typeof personnesIndicateur>('GET /pilotage/:indicateur/personnes', { ...demande, depuis }))
        .json.lignes
    const comptees = [...(await compter(0)), ...(await compter(25))].map(l => ['2025-03-01', '2025-03-31', l.nom])
    const exportees = await noms(charge, 'POST /pilotage/:indicateur/personnes/export', demande)
    expect(exportees.map(l => l.slice(0, 3))).toEqual(comptees)
  })
})

describe('le fichier', () => {
  test('en CSV : une ligne d’entêtes, des jours et des nombres qui en sont, le numéro sur chaque ligne, rien qui se calcule', async () => {
    const moi = await essai.unAgent('referent', { nom: 'ROUET' })
    await unSuiviDans(essai, moi, {
      nom: '=HYPERLINK("x")',
      debut: '2025-02-01',
      rendezVous: [['2025-03-05T09:00:00Z', 'present']],
    })
    const sorti = await exporter(moi, 'POST /portefeuille/export')
    const { brut, entetes } = sorti
    const numero = numeroDe(sorti)
    expect(entetes['content-type']).toBe('text/csv; charset=utf-8')
    expect(entetes['content-disposition']).toBe(
      `attachment; filename*=UTF-8''portefeuille_2025-03-10_export-59-${numero}.csv`,
    )
    const [titres, ligne, ...suite] = brut.toString().split('\r\n')
    expect(titres).toMatch(/^\ufeffNom;Prénom;Commune;.*;À faire;À faire jusqu’au;Remis à plus tard jusqu’au;Export$/)
    expect(ligne).toContain(`"'=HYPERLINK(""x"")";`)
    expect(ligne).toMatch(new RegExp(`;2025-02-01;.*;2025-03-05 10:00:00;.*;59-${numero}$`))
    expect(suite).toEqual([''])
  })

  test('en classeur : vraies dates, entêtes gardées en vue, aucune formule, une feuille qui dit qui, quand, pourquoi', async () => {
    const moi = await essai.unAgent('referent', { nom: 'ROUET' })
    await unSuiviDans(essai, moi, { nom: '=1+1 & <x>', debut: '2025-02-01' })
    const sorti = await exporter(moi, 'POST /portefeuille/export', {
      format: 'xlsx',
      motif: 'autre',
      precision: 'Réunion du 12 mars',
      urgence: 'a-faire',
    })
    const { brut, entetes } = sorti
    const marque = `59-${numeroDe(sorti)}`
    expect(entetes['content-disposition']).toContain('.xlsx')
    expect((await relire(brut))[1]).toEqual(expect.arrayContaining(['=1+1 & <x>', '2025-02-01', 'Agent ROUET', marque]))
    const feuille = await partie(brut, 'xl/worksheets/sheet1.xml')
    expect(feuille).not.toMatch(/<f[ >]/)
    expect(feuille).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    // 1 February 2025 counted from 30 December 1899.
    expect(feuille).toMatch(/<c r="E2" s="\d+"><v>45689<\/v>/)
    const textes = await partie(brut, 'xl/sharedStrings.xml')
    for (const dit of [marque, 'Agent ROUET', 'Autre raison. Réunion du 12 mars', 'Demandent votre attention', 'Nord'])
      expect(textes).toContain(dit)
    // « Lignes », after the number, the list and its filter: a number too.
    expect(await partie(brut, 'xl/worksheets/sheet2.xml')).toMatch(/<c r="B4"(?![^>]* t=)[^>]*><v>1<\/v>/)
  })
})

describe('ce qui en est gardé', () => {
  test('qui, combien, quels filtres, pourquoi ; et la trace de chaque personne, avec ce qui l’ouvrait', async () => {
    const moi = await trenteSuivis()
    const dpo = await essai.unAgent('dpo')
    const numero = numeroDe(await exporter(moi, 'POST /portefeuille/export', { urgence: 'a-faire' }))
    const traces = await db().selectFrom('consultation').selectAll().execute()
    expect(traces).toHaveLength(30)
    expect(new Set(traces.map(t => [t.acteurId, t.quoi, t.relation, t.export].join()))).toEqual(
      new Set([[moi.id, 'export', 'referent', numero].join()]),
    )
    const periode = { du: '2025-03-01', au: '2025-03-31' }
    const { lignes } = (await dpo.appeler<typeof sorties>('GET /audit/sorties', periode)).json
    expect(lignes).toMatchObject([
      {
        agent: 'Agent ROUET',
        role: 'Référent unique',
        quoi: 'Export : Portefeuille',
        detail: '30 lignes · Urgence : Demandent votre attention · Préparer le suivi des personnes · Texte (CSV)',
        personnes: 30,
        export: { numero, marque: `59-${numero}` },
      },
    ])
    const { json } = await dpo.appeler<typeof reponsePersonne>('GET /audit/reponse', {
      personne: traces[0]?.personneId ?? '',
      ...periode,
    })
    expect(json.jours[0]?.lecteurs).toMatchObject([
      { agent: 'Agent ROUET', parties: ['Une liste exportée'], raisons: ['Référent de la personne'] },
    ])
    // The journal gives who was in it.
    const { json: journal } = await dpo.brut('GET /audit/lectures', { export: numero })
    expect(journal.total).toBe(30)
  })

  test('ce qui est cherché par nom n’est pas gardé : c’est celui d’une personne', async () => {
    await unePersonne(essai, { nom: 'ESSAI-TISSERAND' })
    const charge = await essai.unAgent('charge-orientation')
    await exporter(charge, 'POST /personnes/recherche/export', { q: 'TISSERAND' })
    const { apres } = await db().selectFrom('evenement').select('apres').executeTakeFirstOrThrow()
    expect(apres).toMatchObject({ filtres: [['Recherche', 'par nom ou date de naissance']], lignes: 1 })
    expect(JSON.stringify(apres)).not.toContain('TISSERAND')
  })
})

describe('un export est refusé, et rien n’en sort ni n’en reste', () => {
  const refus = async (agent: Navigateur, demande: Record<string, unknown>) => {
    const { status, json } = await agent.brut('POST /portefeuille/export', demande)
    return [status, json.code, await compter(essai, 'evenement'), await compter(essai, 'consultation')]
  }
  test('à un rôle qui n’en a pas le droit', async () => {
    for (const role of ['accueil', 'co-intervenant', 'pilote', 'administrateur', 'charge-orientation'] as const)
      expect(await refus(await essai.unAgent(role), SUIVI)).toEqual([403, 'hors-role', 0, 0])
  })
  test('sans raison, ou avec une « autre raison » sans un mot', async () => {
    const moi = await trenteSuivis()
    expect(await refus(moi, { format: 'csv' })).toEqual([400, 'saisie-invalide', 0, 0])
    expect(await refus(moi, { motif: 'autre', precision: '  ' })).toEqual([400, 'raison-incomplete', 0, 0])
    const longue = (n: number) => refus(moi, { motif: 'autre', precision: 'é'.repeat(n) })
    expect(await longue(301)).toEqual([400, 'saisie-invalide', 0, 0])
    expect((await longue(300)).slice(0, 3)).toEqual([200, undefined, 1])
  })
  test('quand il n’y a personne, autant de fois qu’on le demande', async () => {
    const moi = await essai.unAgent('referent')
    for (let fois = 0; fois < 5; fois++) expect(await refus(moi, SUIVI)).toEqual([404, 'export-vide', 0, 0])
  })
  test('au-delà de ce qu’un fichier porte, et pas avant ; ce qui le lisait est fermé', async () => {
    let fermees = 0
    async function* lignes(total: number) {
      try {
        yield { total, lignes: [1] }
      } finally {
        fermees++
      }
    }
    const sortir = (total: number) =>
      tableau(essai.ctx(), { format: 'csv', motif: 'suivi' }, async () => ({
        ...{ nom: 'x', titre: 'X', filtres: [], colonnes: [], lignes: lignes(total) },
      }))
    await expect(sortir(EXPORT_MAX + 1)).rejects.toMatchObject({ code: 'export-trop-grand' })
    expect([fermees, await compter(essai, 'evenement')]).toEqual([1, 0])
    const { contenu } = await sortir(EXPORT_MAX)
    ;(contenu as Readable).destroy()
    await vi.waitFor(async () => expect([fermees, await compter(essai, 'evenement')]).toEqual([2, 2]))
  })
  test.each(['csv', 'xlsx'] as const)('une ligne dont la trace ne se garde pas ne sort pas, en %s', async format => {
    const { id } = await essai.unAgent('referent')
    const ctx = { ...essai.ctx(), agent: { ...essai.ctx().agent, genre: 'agent', id } as const }
    const { contenu } = await tableau(ctx, { format, motif: 'suivi' }, async () => ({
      ...{ nom: 'x', titre: 'X', filtres: [], lignes: parPaquets(['ESSAI']) },
      colonnes: [{ titre: 'Nom', genre: 'texte', valeur: nom => nom }],
      // It names nobody: the base refuses it.
      personne: nom => nom,
    }))
    const morceaux: unknown[] = []
    const lire = async () => {
      for await (const morceau of contenu as Readable) morceaux.push(morceau)
    }
    await expect(lire()).rejects.toThrow(/uuid/)
    expect(morceaux).toEqual([])
    // That it was asked is known, and that nothing of it left.
    await vi.waitFor(async () => expect(await compter(essai, 'evenement')).toBe(2))
  })
  test('une recherche trop large, dont l’écran lui-même ne montre pas tout', async () => {
    const charge = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { nom: 'ESSAI-LARGE' })
    const { rows } = await sql<{ colonnes: string }>`
      select string_agg(quote_ident(column_name), ', ') as colonnes from information_schema.columns
      where table_schema = 't_59' and table_name = 'personne' and is_generated = 'NEVER' and column_name <> 'id'`.execute(
      db(),
    )
    const colonnes = sql.raw(rows[0]?.colonnes ?? '')
    await sql`
      insert into personne (id, ${colonnes})
      select gen_random_uuid(), ${colonnes} from personne cross join generate_series(1, 2000)`.execute(db())
    const { status, json } = await exporter(charge, 'POST /personnes/recherche/export', { q: 'ESSAI-LARGE' })
    expect([status, json.code]).toEqual([400, 'recherche-trop-large'])
  })
})
