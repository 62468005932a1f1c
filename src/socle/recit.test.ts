import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { enregistrerTous } from './evenement.ts'
import { raconter, recit } from './recit.ts'

const essai = unEssai()
const lecteur = { sexe: '', aujourdhui: '2025-03-10', fuseau: 'Europe/Paris' }
const peinture = recit(
  'peinture',
  z.object({ couleur: z.string(), couches: z.int().optional() }),
  (avant, apres) => ({ titre: `Peint en ${apres?.couleur ?? '?'}`, detail: avant?.couleur ?? null }),
  { sur: 'mur' },
)
const ecrits = () =>
  essai.base
    .territoire('59')
    .selectFrom('evenement')
    .select(['personneId', 'objet', 'objetId', 'type', 'avant', 'apres'])
    .execute()

test('ce qui est écrit se lit avec sa phrase, sur l’objet dont il parle', async () => {
  await essai
    .ctx()
    .record({ objet: 'mur', id: 'nord' }, peinture, { avant: { couches: 1 }, apres: { couleur: 'bleu' } })
  const [ecrit] = await ecrits()
  expect(ecrit).toEqual({
    personneId: null,
    objet: 'mur',
    objetId: 'nord',
    type: 'peinture',
    avant: { couches: 1 },
    apres: { couleur: 'bleu' },
  })
  expect(raconter([peinture], ecrit!, lecteur)).toEqual({ titre: 'Peint en bleu', detail: null })
})

test('le sujet est de la sorte que dit le récit', async () => {
  const { id } = await unePersonne(essai)
  const ctx = essai.ctx()
  // @ts-expect-error a récit of a wall isn't told of a person
  const dePersonne = () => ctx.record({ personne: id }, peinture, {})
  // @ts-expect-error nor of another kind of object
  const deToit = () => ctx.record({ objet: 'toit', id: 'nord' }, peinture, {})
  // @ts-expect-error what is kept after is whole
  const sansCouleur = () => ctx.record({ objet: 'mur', id: 'nord' }, peinture, { apres: { couches: 1 } })
  expect([dePersonne, deToit, sansCouleur]).toHaveLength(3)
})

test('une clé qui n’est pas du récit ne s’écrit jamais ; une valeur qui n’est pas du type est un bogue', async () => {
  const apres = { couleur: 'bleu', motDePasse: 'secret' }
  await essai.ctx().record({ objet: 'mur', id: 'nord' }, peinture, { apres })
  expect((await ecrits())[0]?.apres).toEqual({ couleur: 'bleu' })
  const faux = { couleur: 3 as unknown as string }
  await expect(essai.ctx().record({ objet: 'mur', id: 'nord' }, peinture, { apres: faux })).rejects.toThrow()
})

test('un ensemble s’écrit d’un coup ; s’il ne tient pas dans le récit, rien ne s’écrit', async () => {
  const murs = (couches: string) => ({
    de: sql`(values ('nord'), ('sud')) as m (nom)`,
    id: sql`m.nom`,
    apres: { couleur: sql`'bleu'::text`, couches: sql.raw(couches) },
  })
  await essai.enTransaction(ctx => enregistrerTous(ctx, peinture, murs('2'), ctx.now))
  expect((await ecrits()).map(e => [e.objetId, e.apres])).toEqual([
    ['nord', { couleur: 'bleu', couches: 2 }],
    ['sud', { couleur: 'bleu', couches: 2 }],
  ])
  await expect(
    essai.enTransaction(ctx => enregistrerTous(ctx, peinture, murs(`'deux'::text`), ctx.now)),
  ).rejects.toThrow()
  expect(await ecrits()).toHaveLength(2)
})

test('ce qu’une autre version a écrit se lit sans ce qui ne tient plus', () => {
  const dire = (apres: unknown) => raconter([peinture], { type: 'peinture', avant: 'autre', apres }, lecteur).titre
  for (const apres of [{ couleur: 3 }, { teinte: 'bleu' }, 'bleu', ['bleu'], null])
    expect(dire(apres)).toBe('Peint en ?')
})

test('un événement que personne ne raconte est un bogue, pas une phrase vague', () => {
  for (const type of ['inconnu', 'constructor', ''])
    expect(() => raconter([peinture], { type, avant: null, apres: {} }, lecteur)).toThrow('no narrator')
})
