import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { LIENS } from '../liens.ts'
import type { Lien } from '../socle/lien.ts'
import { liensFautifs } from './regles-liens.ts'

/** The registry of liens against the migrated database (architecture §9): what a domain forgets fails here, never a person. */
const essai = unEssai()

async function commeProprietaire(texte: string): Promise<void> {
  const client = new pg.Client({ connectionString: essai.url })
  await client.connect()
  await client.query(`set search_path = t_59; ${texte}`)
  await client.end()
}

test('chaque table qui mène à une personne ou à un foyer dit ce qu’elle devient', async () => {
  expect(await liensFautifs(essai, LIENS)).toEqual([])
})

describe('la règle se voit échouer', () => {
  afterEach(() => commeProprietaire('drop table if exists etape, engagement'))

  test('une table ajoutée à la main, par une clé étrangère', async () => {
    await commeProprietaire('create table engagement (qui uuid references personne); create index on engagement (qui)')
    expect(await liensFautifs(essai, LIENS)).toEqual([
      'engagement.qui mène à une personne : dites-le dans les liens de son domaine',
    ])
  })
  test('une table ajoutée à la main, sans clé, par le nom de sa colonne', async () => {
    await commeProprietaire('create table engagement (personne_id uuid, foyer_id uuid)')
    expect(await liensFautifs(essai, LIENS)).toHaveLength(2)
  })
  test('une table qui tient à celle d’une personne sans mener à elle', async () => {
    await commeProprietaire('create table engagement (rendez_vous_id uuid unique references rendez_vous)')
    expect(await liensFautifs(essai, LIENS)).toEqual([
      'engagement.rendez_vous_id tient à rendez_vous : donnez-lui une colonne de la personne, et un lien',
    ])
  })
  test('une clé vers une personne, sans index', async () => {
    await commeProprietaire('create table engagement (personne_id uuid references personne)')
    expect(await liensFautifs(essai, LIENS)).toContain(
      'engagement.personne_id se réfère à personne sans index : donnez-lui le sien',
    )
  })
  test('un lien de trop, ou mal rangé', async () => {
    const [premier] = LIENS as [Lien]
    expect(
      await liensFautifs(essai, [...LIENS, { ...premier, table: 'engagement', colonnes: { personne_id: 'personne' } }]),
    ).toEqual(['engagement.personne_id ne mène à personne : ôtez-la des liens'])
    expect(await liensFautifs(essai, LIENS.toReversed())).toContain(
      'orientation se réfère à entree : son lien vient après',
    )
  })
  test('une table sans une de ses règles ne se compile pas', () => {
    const tout = { fusion: 'rester', annulation: 'rester', effacement: 'effacer', portabilite: false } as const
    const { fusion: _f, ...f } = tout
    const { annulation: _a, ...a } = tout
    const { effacement: _e, ...e } = tout
    const { portabilite: _p, ...p } = tout
    // @ts-expect-error: what becomes of it at a merge is missing.
    const sansFusion: Lien = { table: 'x', vers: 'personne', colonnes: {}, ...f }
    // @ts-expect-error: what becomes of it when an import is undone is missing.
    const sansAnnulation: Lien = { table: 'x', vers: 'personne', colonnes: {}, ...a }
    // @ts-expect-error: what becomes of it when the person is erased is missing.
    const sansEffacement: Lien = { table: 'x', vers: 'personne', colonnes: {}, ...e }
    // @ts-expect-error: what the person takes away of it is missing.
    const sansPortabilite: Lien = { table: 'x', vers: 'personne', colonnes: {}, ...p }
    expect([sansFusion, sansAnnulation, sansEffacement, sansPortabilite]).toHaveLength(4)
  })
})
