import pg from 'pg'
import { afterEach, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { unEssai } from '../essai.ts'
import { ajouterBrut, sonner, travaillerUneFois } from '../essai-travaux.ts'
import { dansTransaction, SYSTEME } from './contexte.ts'
import { job } from './job.ts'
import { creerTerritoire } from './migrer.ts'
import { Refusal } from './refusal.ts'
import { lireEchec } from './travaux/echec.ts'
import { prochainPassage } from './travaux/job-execution.ts'
import type { Context } from './use-case.ts'
import { uuidv7 } from './uuid.ts'

const essai = unEssai()
let admin: pg.Client
beforeAll(async () => {
  await creerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
  return () => admin.end()
})
beforeEach(async () => {
  await admin.query('truncate t_00.parametre')
})

/** Leaves a trace in its territory, unless its territory is one that fails. */
let enPanne: string[] = []
afterEach(() => {
  enPanne = []
})
const ecrire = async (ctx: Context, valeur: string) => {
  await ctx.db
    .insertInto('parametre')
    .values({ cle: `essai.${valeur}`, effetLe: '2025-01-01', valeur: '1', saisiLe: ctx.now })
    .execute()
  if (enPanne.includes(ctx.territoire.code)) throw new Error(`panne en écrivant ${valeur}`)
}
const noter = job('essai-noter', z.object({ valeur: z.string() }), (ctx, { valeur }) => ecrire(ctx, valeur), {
  titre: 'Essai à la demande',
})
const ronde = job('essai-ronde', z.object({}), ctx => ecrire(ctx, 'ronde'), {
  titre: 'Essai par territoire',
  chaque: '0 6 * * *',
  parTerritoire: true,
})
const traces = async (territoire: '59' | '00' = '59') =>
  (
    await essai.base
      .territoire(territoire)
      .selectFrom('parametre')
      .select('cle')
      .where('cle', 'like', 'essai.%')
      .orderBy('cle')
      .execute()
  ).map(p => p.cle)
const file = async () =>
  (
    await admin.query<{ id: string; tache: string; ou: string; essais: number; erreur: string | null }>(
      `select id, task_identifier as tache, (select string_agg(f, ',') from jsonb_object_keys(flags) f) as ou, attempts as essais,
         last_error as erreur from graphile_worker.jobs order by id`,
    )
  ).rows
const retenter = () => admin.query(`update graphile_worker._private_jobs set run_at = now()`)
const travailler = () => travaillerUneFois(essai, [noter, ronde])

describe('demandé par un acte', () => {
  test('un travail existe si l’acte aboutit, est fait dans une transaction du territoire, puis n’est plus', async () => {
    await essai.enTransaction(ctx => ctx.enqueue(noter, { valeur: 'a' }))
    expect(await file()).toMatchObject([{ tache: 'essai-noter', ou: 'territoire:59', erreur: null }])
    expect(await travailler()).toEqual([])
    expect([await traces(), await file()]).toEqual([['essai.a'], []])
  })

  test('son échec se dit avec son numéro, celui de la demande, et ce qui a cassé', async () => {
    enPanne = ['59']
    const origine = { agent: SYSTEME, territoire: { code: '59', nom: 'Nord', demo: false }, now: essai.now }
    const demander = (requete?: string) =>
      dansTransaction(essai.base, { ...origine, requete }, ctx => ctx.enqueue(noter, { valeur: 'a' }))
    await demander('ab12cd34')
    const [dit = ''] = await travailler()
    const [travail] = await file()
    expect(JSON.parse(dit.split('\n')[1] ?? '')).toMatchObject({
      travail: travail?.id,
      requete: 'ab12cd34',
      erreur: 'Error',
      ou: expect.arrayContaining([expect.stringContaining('job.test.ts')]),
    })
    expect(dit).not.toContain('panne en écrivant')
  })

  test('un acte défait n’en laisse aucun', async () => {
    const acte = essai.enTransaction(async ctx => {
      await ctx.enqueue(noter, { valeur: 'a' })
      throw new Error('défait')
    })
    await expect(acte).rejects.toThrow('défait')
    expect(await file()).toEqual([])
  })

  test('ce qui n’a pas la forme déclarée est refusé à la demande, sans citer les valeurs', async () => {
    const demander = (charge: Record<string, unknown>) =>
      essai.enTransaction(ctx => ctx.enqueue(noter, charge as { valeur: string }))
    await expect(demander({ valeur: 7 })).rejects.toThrow('charge de « essai-noter » refusée : valeur')
    const deTrop = await demander({ valeur: 'a', DUVAL: 'ESSAI-DUVAL' }).catch((e: Error) => e.message)
    expect(deTrop).toBe('charge de « essai-noter » refusée : champ inconnu')
    expect(await file()).toEqual([])
  })

  test('la demande est typée', () => {
    expectTypeOf<Parameters<typeof noter>>().toEqualTypeOf<[Context, { valeur: string }]>()
    // @ts-expect-error: the charge lacks a field
    const oubli = (ctx: Context) => ctx.enqueue(noter, {})
    const machine = job('essai-machine', z.object({}), async ({ base }) => void base, {
      titre: 'Essai',
      chaque: '0 0 * * *',
    })
    // @ts-expect-error: a job of the whole machine belongs to no territory
    const ailleurs = (ctx: Context) => ctx.enqueue(machine, {})
    expect([oubli, ailleurs]).toHaveLength(2)
  })

  test('un territoire n’en demande que pour lui, même en nommant un autre', async () => {
    const pool = essai.base.poolTerritoire('59')
    const refus = (sql: string) => pool.query(sql).catch((e: { code: string }) => e.code)
    expect(await refus(`select commun.ajouter_tache('essai-noter', '{"valeur":"a","territoire":"00"}')`)).toBe('42501')
    for (const charge of ['{"valeur":"a","territoire":"59"}', '{"valeur":"b"}'])
      await pool.query('select commun.ajouter_tache($1, $2)', ['essai-noter', charge])
    await travailler()
    expect([await traces('59'), await traces('00')]).toEqual([['essai.a', 'essai.b'], []])
    expect(await refus(`select commun.planifier_tache('essai-noter', '00')`)).toBe('42501')
    expect(await refus(`select commun.territoire_appelant()`)).toBe('42501')
  })
})

describe('à l’horloge', () => {
  test('un territoire qui échoue n’arrête pas l’autre, et lui seul recommence', async () => {
    enPanne = ['00']
    await sonner(essai, ronde)
    const dits = await travailler()
    expect([await traces('59'), await traces('00')]).toEqual([['essai.ronde'], []])
    expect(dits[0]).toMatch(/^travail en échec : essai-ronde, territoire 00, essai 1 sur 8\. Une panne du logiciel/)
    expect(await file()).toMatchObject([{ tache: 'essai-ronde', ou: 'territoire:00', essais: 1 }])
    enPanne = []
    await retenter()
    await travailler()
    expect([await traces('00'), await file()]).toEqual([['essai.ronde'], []])
  })

  test('toujours en échec, il reste une seule ligne, qui compte ses essais depuis le premier', async () => {
    enPanne = ['59', '00']
    for (const heure of ['06', '07', '08']) {
      essai.now = `2025-03-10T${heure}:00:00Z`
      await sonner(essai, ronde)
      await travailler()
    }
    const restes = await file()
    expect(restes).toHaveLength(2)
    for (const { erreur } of restes)
      expect(lireEchec(erreur)).toMatchObject({ depuis: '2025-03-10T06:00:00Z', essais: 3 })
  })

  test('arrêté après son dernier essai, il reprend au passage suivant', async () => {
    enPanne = ['59', '00']
    await sonner(essai, ronde)
    await travailler()
    await admin.query('update graphile_worker._private_jobs set attempts = max_attempts')
    enPanne = []
    await sonner(essai, ronde)
    await travailler()
    expect([await traces('59'), await file()]).toEqual([['essai.ronde'], []])
  })

  test('tenu par un travailleur mort, il ne retient pas le passage suivant', async () => {
    await sonner(essai, ronde)
    await travailler()
    await essai.base.territoire('59').deleteFrom('parametre').execute()
    await admin.query('truncate t_00.parametre')
    await ajouterBrut(essai, 'essai-ronde', { territoire: '59' }, ['territoire:59'])
    await admin.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'mort', attempts = 1`)
    await sonner(essai, ronde)
    await travailler()
    expect(await traces('59')).toEqual(['essai.ronde'])
    expect(await file()).toHaveLength(1)
  })

  test('le prochain passage', () => {
    expect(prochainPassage('30 3 * * *', '2025-03-10T09:00:30Z')).toBe('2025-03-11T03:30:00Z')
    expect(prochainPassage('* * * * *', '2025-03-10T09:00:30Z')).toBe('2025-03-10T09:01:00Z')
    expect(prochainPassage('0 6 * * 0', '2025-03-10T09:00:00Z')).toBe('2025-03-16T06:00:00Z')
    expect(prochainPassage('0 0 30 2 *', '2025-03-10T09:00:00Z')).toBeNull()
  })
})

describe('un échec est dit, jamais tu', () => {
  const raisons = async () => (await file()).map(t => lireEchec(t.erreur)?.raison)

  test('une charge d’une autre forme, d’une autre version', async () => {
    await ajouterBrut(essai, 'essai-noter', { territoire: '59', valeur: 7 })
    expect((await travailler())[0]).toMatch(/pas la forme attendue/)
    expect([await traces(), (await raisons()).length]).toEqual([[], 1])
  })

  test('un territoire inconnu, ou tu', async () => {
    for (const territoire of ['98', undefined]) await ajouterBrut(essai, 'essai-noter', { territoire, valeur: 'a' })
    const dits = (await travailler()).filter(d => d.startsWith('travail en échec'))
    expect(dits).toHaveLength(2)
    expect(await raisons()).toEqual([expect.stringMatching(/n’existe pas/), expect.stringMatching(/n’existe pas/)])
  })

  test('une transaction que PostgreSQL a rompue', async () => {
    const rompre = job(
      'essai-rompre',
      z.object({}),
      async ctx => {
        await ctx.db
          .selectFrom('absente' as 'parametre')
          .selectAll()
          .execute()
          .catch(() => {})
        await ecrire(ctx, 'ESSAI-DUVAL')
      },
      { titre: 'Essai' },
    )
    await essai.enTransaction(ctx => ctx.enqueue(rompre, {}))
    await travaillerUneFois(essai, [rompre])
    expect(await raisons()).toEqual(['La base de données a refusé ce qu’il écrivait ou lisait (code 25P02).'])
    expect(await traces()).toEqual([])
  })

  test('toutes les connexions sont prises : c’est la base qui n’a pas répondu', async () => {
    const prises = new pg.Pool({ connectionString: essai.url, max: 1, connectionTimeoutMillis: 50 })
    const tenue = await prises.connect()
    const attendre = job('essai-attendre', z.object({}), async () => void (await prises.connect()), { titre: 'Essai' })
    await essai.enTransaction(ctx => ctx.enqueue(attendre, {}))
    await travaillerUneFois(essai, [attendre])
    tenue.release()
    await prises.end()
    expect(await raisons()).toEqual(['La base de données n’a pas répondu à temps.'])
  })

  test('après un succès, plus rien n’en reste', async () => {
    enPanne = ['59']
    await essai.enTransaction(ctx => ctx.enqueue(noter, { valeur: 'a' }))
    await travailler()
    expect(await raisons()).toHaveLength(1)
    enPanne = []
    await retenter()
    await travailler()
    expect([await traces(), await file()]).toEqual([['essai.a'], []])
  })
})

test('rien de la personne ne passe dans ce qui est gardé ou journalisé, quelle que soit l’erreur', async () => {
  const SECRETS = ['ESSAI-DUVAL', '0639980042', '2850499999042']
  const [nom = '', telephone = '', nir = ''] = SECRETS
  const Charge = z.object({ nom: z.string(), telephone: z.string(), nir: z.string(), comment: z.int() })
  const erreurs = [
    (c: z.output<typeof Charge>) => new Error(`impossible d’écrire à ${c.nom} (${c.telephone})`),
    (c: z.output<typeof Charge>) => Object.assign(new Error(c.nir), { code: c.nom, name: c.nom, constraint: c.nom }),
    (c: z.output<typeof Charge>) => c.nom,
    (c: z.output<typeof Charge>) => Object.assign(new Error(c.nom), { cause: new Error(c.nir), code: 'EENVELOPE' }),
    () => new Refusal('conflict', 'dossier-clos', 'Le dossier est clos.'),
  ]
  const casser = job(
    'essai-casser',
    Charge,
    async (ctx, charge) => {
      if (charge.comment === erreurs.length)
        await ctx.db
          .insertInto('personne')
          .values({ id: uuidv7(), nom: charge.nom, prenom: null as never, creeLe: ctx.now } as never)
          .execute()
      throw erreurs[charge.comment]?.(charge)
    },
    { titre: 'Essai' },
  )
  await essai.enTransaction(async ctx => {
    for (let comment = 0; comment <= erreurs.length; comment++)
      await ctx.enqueue(casser, { nom, telephone, nir, comment })
  })
  await ajouterBrut(essai, 'essai-casser', { territoire: '59', nom: 7, [nom]: nir })
  await ajouterBrut(essai, 'essai-casser', { territoire: nom, nom, telephone, nir, comment: 0 })
  const dits = (await travaillerUneFois(essai, [casser])).join('\n')
  const garde = JSON.stringify(await file())
  expect(dits.match(/^travail en échec/gm)).toHaveLength(erreurs.length + 3)
  for (const secret of SECRETS) {
    expect(dits).not.toContain(secret)
    expect(garde).not.toContain(secret)
  }
})
