import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { direDejaDit } from './deja-dit.ts'
import type { diagnosticDe } from './diagnostic-de.ts'
import { garderParcoursCaf, garderSocioPro } from './socio-pro.queries.ts'

const essai = unEssai()

test('l’écran du diagnostic reçoit ce qui a été dit, celui d’un dossier réuni compris', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const { id: absorbee } = await unePersonne(essai)
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ fusionneeDans: id })
    .where('id', '=', absorbee)
    .execute()
  const dit = (personneId: string, le: string) => ({ personneId, source: 'CAF', le, import: 1, rattacheePar: null })
  await essai.enTransaction(async ctx => {
    await garderSocioPro(ctx, [{ ...dit(id, '2024-01-05'), contenu: { logement: '0912' } }])
    await garderSocioPro(ctx, [{ ...dit(absorbee, '2025-03-05'), contenu: { logement: '0901' } }])
    await garderParcoursCaf(ctx, [
      {
        ...dit(id, '2025-03-05'),
        contenu: { calcule: 'PS', modifie: null, motif: null, refuse: null, decision: null, suivi: null },
      },
    ])
  })
  await sql`insert into ppae (id, personne_id, signe_le, reference, import) values (${uuidv7()}, ${id}, '2024', '2025-02-28', 1)`.execute(
    essai.base.territoire('59'),
  )
  const { json } = await agent.appeler<typeof diagnosticDe>('GET /personnes/:personneId/diagnostics', {
    personneId: id,
  })
  expect(json.dejaDit.socioPro).toEqual([{ source: 'CAF', le: '2025-03-05', reponses: { logement: '0901' } }])
  expect(direDejaDit(json.dejaDit).map(g => g.lignes.map(l => l.valeur))).toEqual([
    ['autonome, individuel'],
    ['parcours social'],
    ['2024'],
  ])
})
