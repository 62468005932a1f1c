import { expect, test } from 'vitest'
import { unPdf } from '../essai-documents.ts'
import { unPdfProtege } from './essai-pdf-protege.ts'
import { examinerPdf } from './examiner-pdf.ts'

test('un PDF qui demande un mot de passe est refusé ; un PDF qui n’interdit que d’être modifié s’ouvre', async () => {
  expect(await examinerPdf(unPdfProtege('secret'))).toEqual({ refus: 'protege' })
  expect(await examinerPdf(unPdfProtege(''))).toEqual({ pages: 1 })
})

test('un PDF entier dit ses pages, tronqué ou vide il est abîmé', async () => {
  const pdf = unPdf()
  expect(await examinerPdf(pdf)).toEqual({ pages: 1 })
  expect(await examinerPdf(pdf.subarray(0, 200))).toEqual({ refus: 'abime' })
  expect(await examinerPdf(Buffer.from('%PDF-1.7'))).toEqual({ refus: 'abime' })
})
