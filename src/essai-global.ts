import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { creerTerritoire, migrer } from './socle/migrer.ts'
import { postgresDeTest } from './socle/postgres-local.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the server and name of the template database every worker clones. */
    modele: { serveur: string; nom: string }
  }
}

/** One real PostgreSQL for the whole run: the server of DATABASE_URL when given, else a throwaway one. */
export async function setup(projet: TestProject): Promise<() => Promise<void>> {
  const serveur = process.env.DATABASE_URL
    ? { url: process.env.DATABASE_URL, arreter: async () => {} }
    : await postgresDeTest()
  const nom = `filrouge_modele_${process.pid}`
  const admin = new pg.Client({ connectionString: serveur.url })
  await admin.connect()
  await admin.query(`create database ${nom}`)
  const url = new URL(serveur.url)
  url.pathname = `/${nom}`
  await migrer(url.href)
  await creerTerritoire(url.href, { code: '59', nom: 'Nord' })
  projet.provide('modele', { serveur: serveur.url, nom })
  return async () => {
    if (!process.env.DATABASE_URL) {
      await admin.end()
      return serveur.arreter()
    }
    const { rows } = await admin.query<{ datname: string }>(
      'select datname from pg_database where datname = $1 or datname like $2',
      [nom, `${nom}_%`],
    )
    for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`)
    await admin.end()
  }
}
