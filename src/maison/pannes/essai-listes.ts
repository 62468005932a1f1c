import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { uuidv7 } from '../../socle/uuid.ts'
import { BILANS } from './essai-coups.ts'
import type { Service } from './essai-processus.ts'

const auHasard = (n: number) => Math.floor(Math.random() * n)
const lettres = (n: number) => Array.from({ length: n }, () => String.fromCharCode(65 + auHasard(26))).join('')

/** A list of people who resemble nobody, applied by the service's own jobs. */
async function uneListe(service: Service): Promise<{ importId: string; noms: string }> {
  const noms = `ESSAI-${lettres(8)}`
  const ligne = () =>
    `${noms};${lettres(9)};${1 + auHasard(28)}/${1 + auHasard(12)}/${1940 + auHasard(65)}`.replaceAll(
      /\b(\d)\b/g,
      '0$1',
    )
  const lignes = Array.from({ length: 300 }, ligne)
  const octets = Buffer.from(['Nom;Prénom;Né(e) le', ...lignes, ''].join('\n'))
  const importId = uuidv7()
  const faire = async (route: string, saisie: Record<string, unknown>) =>
    expect([route, (await service.charge.demander(route, saisie)).status]).toEqual([route, 200])
  await faire('POST /imports', { id: importId, fichier: `${noms}.csv`, taille: octets.length, genre: 'personnes' })
  await faire('PUT /imports/:importId/contenu', { importId, debut: 0, octets })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' }
  await faire('PUT /imports/:importId/correspondance', { importId, genre: 'personnes', colonnes })
  await faire('POST /imports/:importId/application', { importId })
  return { importId, noms }
}

async function applique(service: Service, importId: string): Promise<void> {
  for (let essais = 0; essais < 1200; essais++) {
    const { json } = await service.charge.demander('GET /imports/:importId', { importId })
    if (json.statut === 'applique') return
    if (json.statut === 'refuse') throw new Error(JSON.stringify(json.refus))
    await sleep(50)
  }
  throw new Error('l’import n’est pas appliqué')
}

/** Has something suffer while a list is applied, as many times as asked: its people are there, once. Returns the longest wait (s). */
export async function pendantUnImport(
  service: Service,
  panne: string,
  fois: number,
  coup: (importId: string) => Promise<void>,
): Promise<number> {
  let [perdues, doublees, secondes, ecrites] = [0, 0, 0, 0]
  for (let i = 0; i < fois; i++) {
    const { importId, noms } = await uneListe(service)
    await coup(importId)
    const depart = performance.now()
    await applique(service, importId)
    secondes = Math.max(secondes, (performance.now() - depart) / 1000)
    const [lu] = await service.lire<{ n: number; faits: number }>(
      `select count(*)::int as n, (select count(*)::int from t_59.evenement where objet_id = $2 and type = 'import-applique') as faits
       from t_59.personne where nom = $1`,
      [noms, importId],
    )
    ecrites += 300
    perdues += Math.max(0, 300 - (lu?.n ?? 0))
    doublees += Math.max(0, (lu?.n ?? 0) - 300) + Math.max(0, (lu?.faits ?? 0) - 1)
  }
  BILANS.push({ panne, fois, ecrites, perdues, doublees, secondes })
  expect({ perdues, doublees }).toEqual({ perdues: 0, doublees: 0 })
  return secondes
}
