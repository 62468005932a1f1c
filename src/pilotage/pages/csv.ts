/** A table as it is shown: its name, its columns, its cells already written. */
export type Tableau = { titre: string; colonnes: string[]; lignes: (string | number)[][] }

const cellule = (valeur: string | number) => {
  const texte = String(valeur).replace(/[\u00a0\u202f]/g, ' ')
  return /[";\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte
}

/** The tables one under the other, as French spreadsheets open them: `;`, CRLF, a byte order mark, commas in numbers. */
export function enCsv(tableaux: Tableau[]): string {
  const blocs = tableaux.map(({ titre, colonnes, lignes }) =>
    [[titre], colonnes, ...lignes].map(ligne => ligne.map(cellule).join(';')).join('\r\n'),
  )
  return `\ufeff${blocs.join('\r\n\r\n')}\r\n`
}

/** Hands a file over to the reader; nothing leaves the browser. */
export function telecharger(nom: string, contenu: string): void {
  const adresse = URL.createObjectURL(new Blob([contenu], { type: 'text/csv;charset=utf-8' }))
  const lien = Object.assign(document.createElement('a'), { href: adresse, download: nom })
  lien.click()
  URL.revokeObjectURL(adresse)
}
