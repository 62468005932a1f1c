import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { dem, foyer, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { compter, enMaitre, type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { conserverAu } from '../../protection/essai-conserver.ts'
import { uneVieEntiere } from '../../protection/essai-vie.ts'
import { renouvelerCles } from '../../renouveler-cles.ts'
import { poserCles } from '../../socle/auth/cles.ts'
import { garderListe } from '../../socle/lectures/lecture-liste.ts'
import type { Input } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { reponsePersonne } from '../reponse-personne.ts'
import type { journalListes } from './journal-listes.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const chercher = (agent: Navigateur, q: string) => agent.brut('POST /recherche', { q })
const passer = (jour: string) => conserverAu(essai, `${jour}T04:00:00Z`)
const journal = async (dpo: Navigateur, filtre: Input<typeof journalListes> = {}) =>
  (await dpo.appeler<typeof journalListes>('GET /audit/listes', filtre)).json

describe('une liste avec des noms laisse une trace', () => {
  test('qui, quand, ce qui était cherché, qui a été montré ; une recherche sans résultat n’en laisse pas', async () => {
    const agent = await essai.unAgent('charge-orientation', { nom: 'ROUET' })
    const dpo = await essai.unAgent('dpo')
    const [un, deux] = [
      await unePersonne(essai, { nom: 'VUEUN' }),
      await unePersonne(essai, { nom: 'VUEUN', prenom: 'LÉA' }),
    ]
    await chercher(agent, 'vueun')
    await chercher(agent, 'personnedecenom')
    const { lignes, total } = await journal(dpo)
    expect(total).toBe(1)
    expect(lignes[0]).toMatchObject({
      ...{ agent: 'Agent ROUET', role: 'Chargé d’orientation', liste: 'Une recherche', personnes: 2 },
      criteres: 'Cherché\u00a0: vueun',
    })
    expect(lignes[0]?.noms.map(n => n.personneId).sort()).toEqual([un.id, deux.id].sort())
  })

  test('une page ouverte qui se relit chaque minute la laisse tous les quarts d’heure ; un autre agent, aussitôt', async () => {
    const [agent, autre] = [await essai.unAgent('charge-orientation'), await essai.unAgent('charge-orientation')]
    await importerMois(essai, '2025-01', [temoin])
    await importerMois(essai, '2025-02', [temoin, foyer({ numero: 'A', personnes: [dem(true)] })])
    const apres = (minutes: number) => {
      essai.now = Temporal.Instant.from(essai.now).add({ minutes }).toString()
    }
    const gardees = async (qui: Navigateur) => {
      const avant = await compter(essai, 'lecture_liste')
      expect((await qui.brut('GET /aujourdhui')).status).toBe(200)
      return (await compter(essai, 'lecture_liste')) - avant
    }
    expect(await gardees(agent)).toBe(1)
    apres(14)
    expect([await gardees(agent), await gardees(autre)]).toEqual([0, 1])
    apres(1)
    expect(await gardees(agent)).toBe(1)
  })

  test('une recherche refaite dans le quart d’heure n’en laisse qu’une, où qu’elle soit faite', async () => {
    const agent = await essai.unAgent('charge-orientation')
    const accueil = await essai.unAgent('accueil')
    await unePersonne(essai, { nom: 'VUEUN' })
    const demandes: [Navigateur, string, Record<string, unknown>][] = [
      [agent, 'POST /recherche', { q: 'vueun' }],
      [agent, 'POST /personnes/recherche', { q: 'vueun' }],
      [accueil, 'POST /accueil/recherche', { q: 'vueun' }],
    ]
    for (const [i, [qui, route, entree]] of demandes.entries()) {
      for (let fois = 0; fois < 3; fois++) expect((await qui.brut(route, entree)).status).toBe(200)
      expect([route, await compter(essai, 'lecture_liste')]).toEqual([route, i + 1])
    }
    essai.now = '2025-03-10T09:15:00Z'
    await chercher(agent, 'vueun')
    expect(await compter(essai, 'lecture_liste')).toBe(demandes.length + 1)
  })

  test('la même page montre quelqu’un d’autre, ou n’a pu être gardée : elle la laisse aussitôt', async () => {
    const agent = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
    const lire = async () => (await agent.brut('GET /aujourdhui')).status
    await enMaitre(essai, `alter table t_59.lecture_liste rename to partie`)
    expect(await lire()).toBe(500)
    await enMaitre(essai, `alter table t_59.partie rename to lecture_liste`)
    expect([await lire(), await lire(), await compter(essai, 'lecture_liste')]).toEqual([200, 200, 1])
    await unePersonne(essai, { nom: 'ESSAI-FILATURE', entreeRecueLe: '2025-03-03' })
    expect([await lire(), await compter(essai, 'lecture_liste')]).toEqual([200, 2])
    const { rows } = await sql<{
      n: number
    }>`select cardinality(personnes) as n from lecture_liste order by id`.execute(db())
    expect(rows.map(r => r.n)).toEqual([1, 2])
  })

  test('une liste qui n’a pu être gardée n’est pas montrée, ni tenue pour gardée', async () => {
    const agent = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { nom: 'VUEUN' })
    await enMaitre(essai, `alter table t_59.lecture_liste rename to partie`)
    expect((await chercher(agent, 'vueun')).status).toBe(500)
    await enMaitre(essai, `alter table t_59.partie rename to lecture_liste`)
    expect((await chercher(agent, 'vueun')).status).toBe(200)
    expect(await compter(essai, 'lecture_liste')).toBe(1)
  })

  test('dans le quart d’heure, d’autres personnes, une autre demande ou un autre rôle laissent chacun la leur', async () => {
    const { id, role } = { id: uuidv7(), role: 'charge-orientation' }
    const garder = (demande: object, personnes: string[], autre: object = {}) => {
      const ctx = essai.ctx()
      const agent = { ...ctx.agent, ...{ genre: 'agent' as const, id, role }, ...autre } as typeof ctx.agent
      return garderListe({ ...ctx, agent }, 'portefeuille', { ...demande }, personnes)
    }
    const [une, deux] = [uuidv7(), uuidv7()]
    for (let i = 0; i < 2; i++) {
      await garder({ page: 1 }, [une])
      await garder({ page: 1 }, [une, deux])
      await garder({ page: 2 }, [une])
      await garder({ page: 1 }, [une], { role: 'administrateur' })
    }
    expect(await compter(essai, 'lecture_liste')).toBe(4)
  })

  test('ce qui était cherché n’est lisible nulle part dans la base', async () => {
    const agent = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { nom: 'VUEUN' })
    await chercher(agent, 'vueun')
    const { rows } = await sql<{ t: string }>`select encode(criteres, 'escape') as t from lecture_liste`.execute(db())
    expect(rows).toHaveLength(1)
    expect(rows[0]?.t).not.toMatch(/vueun/i)
  })

  test('l’application ne peut ni la retirer ni la changer', async () => {
    const agent = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { nom: 'VUEUN' })
    await chercher(agent, 'vueun')
    await expect(sql`delete from lecture_liste`.execute(db())).rejects.toThrow(/permission denied/)
    for (const colonne of ['personnes', 'criteres'])
      await expect(
        sql`update lecture_liste set ${sql.ref(colonne)} = ${sql.ref(colonne)}`.execute(db()),
      ).rejects.toThrow(/permission denied/)
  })

  test('ce qui était demandé change de clé, et n’est ni ôté ni abrégé', async () => {
    const agent = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { nom: 'VUEUN' })
    await chercher(agent, 'vueun')
    const refermer = (criteres: string | null) =>
      sql`
        select refermer_listes(jsonb_agg(jsonb_build_object('id', id, 'criteres', ${criteres}::text))) from lecture_liste`.execute(
        db(),
      )
    for (const faux of [null, '', '00']) await expect(refermer(faux)).rejects.toThrow('une preuve ne se réécrit pas')
    const { rows } = await sql<{ c: string }>`select encode(criteres, 'hex') as c from lecture_liste`.execute(db())
    await refermer(rows[0]?.c ?? '')
    await expect(sql`select refermer_listes('[{"id": 0, "criteres": "00"}]')`.execute(db())).rejects.toThrow(
      'une preuve ne se réécrit pas',
    )
  })
})

describe('qui a vu mon nom', () => {
  test('le journal le dit d’une personne, même par un dossier réuni au sien, et garde qu’on a regardé', async () => {
    const agent = await essai.unAgent('charge-orientation')
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai, { nom: 'VUEUN' })
    const absorbe = await unePersonne(essai, { nom: 'ABSORBEE' })
    await unePersonne(essai, { nom: 'AUTRE' })
    await chercher(agent, 'vueun')
    await chercher(agent, 'absorbee')
    await chercher(agent, 'autre')
    await db().updateTable('personne').set({ fusionneeDans: id }).where('id', '=', absorbe.id).execute()
    expect((await journal(dpo, { personne: id })).lignes.map(l => l.criteres)).toEqual([
      'Cherché\u00a0: absorbee',
      'Cherché\u00a0: vueun',
    ])
    expect(await compter(essai, 'consultation')).toBe(1)
  })

  test('la réponse à la personne en dit une ligne par agent et par mois, pas une par liste', async () => {
    const agent = await essai.unAgent('charge-orientation', { nom: 'ROUET' })
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai, { nom: 'VUEUN' })
    for (const le of ['2025-03-09T10:00:00Z', '2025-03-10T09:00:00Z', '2025-03-10T09:30:00Z']) {
      essai.now = le
      for (let i = 0; i < 3; i++) await chercher(agent, 'vueun')
    }
    const { json } = await dpo.appeler<typeof reponsePersonne>('GET /audit/reponse', {
      ...{ personne: id, du: '2025-03-01', au: '2025-03-31' },
    })
    expect(json.listes).toEqual([
      { mois: '2025-03', agent: 'Agent ROUET', role: 'Chargé d’orientation', jours: 2, listes: ['Une recherche'] },
    ])
  })
})

describe('le temps des listes', () => {
  afterEach(() => poserCles({ courante: 0, secrets: new Map([[0, 'une clé d’essai assez longue pour servir']]) }))

  test('elles partent quand leur durée est passée, comme les lectures', async () => {
    const agent = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { nom: 'VUEUN' })
    essai.now = '2024-01-05T09:00:00Z'
    await chercher(agent, 'vueun')
    await sql`insert into parametre (cle, effet_le, valeur, saisi_le) values ('conservation.lectures-mois', '2020-01-01', '12',
      '2020-01-01')`.execute(db())
    await passer('2025-01-04')
    expect(await compter(essai, 'lecture_liste')).toBe(1)
    await passer('2025-01-07')
    expect(await compter(essai, 'lecture_liste')).toBe(0)
  })

  test('qui est effacé n’est plus dans aucune, ni ce qui a pu être écrit d’elle ; les autres y restent', async () => {
    const agent = await essai.unAgent('referent')
    const { id } = await uneVieEntiere(essai, agent)
    const autre = await unePersonne(essai)
    const lue = { le: '2025-01-10T09:00:00Z', acteur: 'agent', acteurId: agent.id, liste: 'recherche' }
    await db()
      .insertInto('lectureListe')
      .values([
        { ...lue, criteres: Buffer.from('x'), personnes: [id] },
        { ...lue, criteres: Buffer.from('x'), personnes: [autre.id, id] },
        { ...lue, criteres: Buffer.from('x'), personnes: [autre.id] },
      ])
      .execute()
    await passer('2025-03-10')
    await passer('2025-04-10')
    const restent = await db().selectFrom('lectureListe').select(['personnes', 'criteres']).orderBy('id').execute()
    expect(restent).toEqual([
      { personnes: [autre.id], criteres: null },
      { personnes: [autre.id], criteres: Buffer.from('x') },
    ])
  })

  test('une nouvelle clé les ouvre', async () => {
    const secrets = [0, 1].map((n): [number, string] => [n, `secret d’essai numéro ${n}, assez long pour servir`])
    poserCles({ courante: 0, secrets: new Map(secrets) })
    const agent = await essai.unAgent('charge-orientation')
    await unePersonne(essai, { nom: 'VUEUN' })
    await chercher(agent, 'vueun')
    poserCles({ courante: 1, secrets: new Map(secrets) })
    await renouvelerCles(essai.base, () => {})
    poserCles({ courante: 1, secrets: new Map(secrets.slice(1)) })
    const dpo = await essai.unAgent('dpo')
    expect((await journal(dpo)).lignes[0]?.criteres).toBe('Cherché\u00a0: vueun')
  })
})
