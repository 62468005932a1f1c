import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { LIENS } from '../liens.ts'
import { lien, porter } from '../socle/lien.ts'
import { enProprietaire } from './essai-lieux.ts'
import { TRACES, uneVieEntiere } from './essai-vie.ts'
import { donneesPortees } from './porter.queries.ts'
import type { SectionPortee } from './protection.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const JSON_DE = 'GET /personnes/:personneId/donnees'
const PDF_DE = 'GET /personnes/:personneId/donnees/pdf'

test('la personne emporte ce que chaque domaine garde d’elle, en français, sans la note d’un professionnel', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await uneVieEntiere(essai, agent)
  const { status, json, texte, entetes } = await agent.brut(JSON_DE, { personneId: id })
  expect([status, entetes['content-disposition']]).toEqual([200, "attachment; filename*=UTF-8''donnees.json"])
  const sections = json.sections as SectionPortee[]
  const attendues = LIENS.filter(l => l.portabilite).map(l => l.table)
  expect(sections.map(s => s.table)).toEqual(attendues)
  expect(sections.find(s => s.table === 'personne')?.lignes[0]).toMatchObject({
    Nom: TRACES.nom,
    Téléphone: TRACES.telephone,
    'Numéro de sécurité sociale': '2850459999777',
  })
  expect(sections.find(s => s.table === 'foyer')?.lignes[0]?.Adresse).toBe('77 RUE INVENTEE, 59200 TOURCOING')
  expect(sections.find(s => s.table === 'orientation')?.lignes[0]).toMatchObject({ Orientation: 'Emploi' })
  expect(sections.find(s => s.table === 'diagnostic')?.lignes[0]?.Synthèse).toContain('cherche')
  expect(texte).not.toContain(TRACES.note)
  const champs = sections.flatMap(s => s.lignes.flatMap(l => Object.keys(l)))
  expect(champs.filter(champ => /^[a-z]|_/.test(champ))).toEqual([])
})

test('c’est une lecture, et le fil dit que ces données sont sorties', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const { status, brut, entetes } = await agent.brut(PDF_DE, { personneId: id })
  expect([status, entetes['content-type'], brut.subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
  expect(brut.toString('latin1')).toMatch(/pdfuaid:part>1|\/StructTreeRoot/)
  expect(await db().selectFrom('consultation').select(['quoi', 'acteurId']).execute()).toEqual([
    { quoi: 'donnees', acteurId: agent.id },
  ])
  expect(await db().selectFrom('evenement').select(['type', 'apres']).execute()).toEqual([
    { type: 'donnees-portees', apres: { format: 'pdf' } },
  ])
})

test('hors du périmètre le dossier n’existe pas, et un rôle sans ce droit ne l’exporte pas', async () => {
  const { id } = await unePersonne(essai)
  const [ailleurs, pilote] = [await essai.unAgent('referent'), await essai.unAgent('pilote')]
  for (const route of [JSON_DE, PDF_DE]) {
    expect((await ailleurs.brut(route, { personneId: id })).status).toBe(404)
    expect((await pilote.brut(route, { personneId: id })).status).toBe(403)
  }
})

test('une table de plus paraît si son domaine le dit, et seulement alors ; ce qui était sous l’ancien dossier y est', async () => {
  const [gardee, absorbee] = [await unePersonne(essai), await unePersonne(essai)]
  await db().updateTable('personne').set({ fusionneeDans: gardee.id }).where('id', '=', absorbee.id).execute()
  await enProprietaire(essai, 'create table if not exists engagement (personne_id uuid, quoi text)')
  await enProprietaire(essai, `insert into engagement values ($1, 'chaque mardi')`, [absorbee.id])
  await enProprietaire(essai, 'grant select on engagement to t_59')
  const regles = {
    table: 'engagement',
    vers: 'personne',
    fusion: 'rester',
    annulation: 'rester',
    effacement: 'effacer',
  } as const

  const portee = lien({
    ...regles,
    portabilite: porter(
      'Engagements',
      ids => sql`select quoi as "Quoi" from engagement where personne_id = any(${ids})`,
    ),
  })
  const lire = (l: ReturnType<typeof lien>) => donneesPortees(essai.ctx(), gardee.id, { liens: [...LIENS, l] })
  expect((await lire(portee)).at(-1)).toEqual({
    table: 'engagement',
    titre: 'Engagements',
    lignes: [{ Quoi: 'chaque mardi' }],
  })
  expect((await lire(lien({ ...regles, portabilite: false }))).map(s => s.table)).not.toContain('engagement')
  await enProprietaire(essai, 'drop table engagement')
})
