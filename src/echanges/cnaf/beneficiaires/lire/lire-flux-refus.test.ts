import { describe, expect, test } from 'vitest'
import { FluxIllisible } from '../../../../lecture/xml/fautes.ts'
import { fichierFlux, lireTout, morceaux, unFlux, unFoyer } from '../essai-flux.ts'
import { lireFlux } from './lire-flux.ts'

async function refus(octets: Buffer | string, taille?: number): Promise<FluxIllisible> {
  const erreur = await lireTout(octets, taille).then(
    () => null,
    e => e,
  )
  expect(erreur).toBeInstanceOf(FluxIllisible)
  return erreur as FluxIllisible
}

describe('un fichier qui ne peut être cru est refusé entier', () => {
  const bon = unFlux({ foyers: [{ numero: '1' }, { numero: '2' }] })
  const remplace = (avant: string | RegExp, apres: string) => bon.replace(avant, apres)
  const LONG = 'x'.repeat(20_000)
  test.each<[string, string, RegExp]>([
    ['fichier vide', '', /le fichier est vide/],
    ['des blancs seulement', '  \n ', /ce n’est pas un fichier XML/],
    ['du CSV', 'nom;prenom\nA;B', /ce n’est pas un fichier XML/],
    ['un PDF', '%PDF-1.7', /ce n’est pas un fichier XML/],
    ['UTF-16', '\xff\xfe<\0R\0', /UTF-16 non reconnu/],
    ['encodage inconnu', remplace('windows-1252', 'EBCDIC-FR'), /encodage « EBCDIC-FR » non reconnu/],
    ['octets invalides en UTF-8', remplace('windows-1252', 'UTF-8'), /octets invalides/],
    ['octet que windows-1252 ne définit pas', remplace('ESSAI', 'ESS\x81AI'), /octets invalides/],
    ['DOCTYPE', remplace('<Racine>', '<!DOCTYPE Racine><Racine>'), /DOCTYPE.*interdite/],
    [
      'entités en cascade',
      remplace('<Racine>', '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><Racine>').replace('ESSAI', '&b;'),
      /DOCTYPE.*interdite/,
    ],
    ['entité externe', remplace('<Racine>', '<!DOCTYPE r SYSTEM "file:///etc/passwd"><Racine>'), /DOCTYPE.*interdite/],
    ['entité non déclarée', remplace('ESSAI', '&rien;'), /entité non déclarée/],
    ['caractère nul', remplace('ESSAI', 'ESS\0AI'), /caractère interdit/],
    ['tronqué', bon.slice(0, bon.length / 2), /tronqué/],
    ['tronqué avant la fin de la racine', remplace('</Racine>', ''), /tronqué/],
    ['mal formé', remplace('</NOM>', '</NIM>'), /balise fermante/],
    ['deux racines', `${bon}<Racine/>`, /plusieurs éléments racines/],
    ['autre racine', '<autre/>', /« Racine » attendu/],
    ['sans en-tête', remplace(/<IdentificationFlux>[\s\S]*<\/IdentificationFlux>/, ''), /IdentificationFlux.*attendu/],
    ['sans fin', remplace(/<TransmissionFlux>[\s\S]*<\/TransmissionFlux>/, ''), /TransmissionFlux.*absent/],
    ['foyer après la fin', remplace('</Racine>', '<InfosFoyerRSA/></Racine>'), /InfosFoyerRSA.*mal placé/],
    ['en-tête non conforme', remplace('<DTREF>2024-12-31', '<DTREF>2024-12-32'), /ligne 10, DTREF : date attendue/],
    ['élément inconnu sous Racine', remplace('<InfosFoyerRSA>', '<Autre/><InfosFoyerRSA>'), /Autre : élément inconnu/],
    [
      'flux d’instructions',
      unFlux({ nature: 'I' }),
      /NATFLUX : ce n’est pas un flux bénéficiaires : D attendu, lu « I »/,
    ],
    ['type inconnu', unFlux({ type: 'Z' }), /TYPEFLUX : M, I ou R attendu/],
    ['compte faux', unFlux({ annonces: 3 }), /3 foyer\(s\) annoncé\(s\), 1 lu\(s\)/],
    ['version VRSD0301 au foyer', remplace('<DossierCAF>', '<DossierCafMsa/><DossierCAF>'), /n’est pas VRSB0801/],
    [
      'version VRSD0301 à l’en-tête',
      remplace('<TYPEFLUX>', '<VERSIONFLUX>1</VERSIONFLUX><TYPEFLUX>'),
      /n’est pas VRSB0801/,
    ],
    ['texte démesuré', remplace('ESSAI', LONG), /plus de 10000 caractères/],
    ['commentaire sans fin', remplace('ESSAI', `<!--${'x'.repeat(200_000)}`), /sans aucune balise/],
    ['emboîtement démesuré', remplace('<NOM>', '<a>'.repeat(10_000)), /emboîtés/],
  ])('%s', async (_cas, contenu, message) => {
    // A long text is cut too, in fewer pieces: each one costs the same.
    for (const taille of [1 << 16, contenu.length > 100_000 ? 1000 : 5]) {
      const erreur = await refus(contenu, taille)
      expect(erreur.message).toMatch(message)
      expect(erreur.fautes[0]?.ligne).toBeGreaterThan(0)
    }
  })

  test('plus de la moitié des foyers non conformes : les premières fautes sont dites, dix au plus', async () => {
    const mauvais = (numero: number) => unFoyer({ numero: String(numero), etat: '9' })
    const foyers = Array.from({ length: 20 }, (_, i) => mauvais(i))
    const erreur = await refus(fichierFlux({ foyers: [...foyers, { numero: 'A' }] }))
    expect(erreur.fautes).toHaveLength(10)
    expect(erreur.message).toMatch(/20 foyers sur 21 ne sont pas conformes/)
    expect(erreur.fautes[1]).toMatchObject({ element: 'ETATDOSRSA' })
    const moitie = await lireTout(fichierFlux({ foyers: [mauvais(1), { numero: 'A' }] }))
    expect(moitie.bilan).toMatchObject({ lus: 2, rejetes: 1 })
  })

  test('l’en-tête est rendu avant que le reste ne soit lu', async () => {
    async function* source() {
      yield Buffer.from(bon.slice(0, bon.indexOf('<InfosFoyerRSA>') + 900), 'latin1')
      throw new Error('lu trop loin')
    }
    const { identification, lots } = await lireFlux(source())
    expect(identification.type).toBe('M')
    await expect(lots.next()).rejects.toThrow('lu trop loin')
  })

  test('abandonner la lecture ferme la source', async () => {
    let fermee = false
    async function* source() {
      try {
        yield* morceaux(Buffer.from(bon, 'latin1'), 2000)
      } finally {
        fermee = true
      }
    }
    for await (const lot of (await lireFlux(source())).lots) if (lot) break
    expect(fermee).toBe(true)
  })
})
