const variants: Readonly<Record<string, string>> = {
  髙: '高',
  﨑: '崎',
  邊: '辺',
  邉: '辺',
  澤: '沢',
  濵: '浜',
  '―': '-',
  '‐': '-',
  '－': '-',
  '−': '-',
  '–': '-',
}

/**
 * Half and full width made one, as far as the length stays: what is found in it stands at the same place in the text. No control
 * characters or halves of surrogate pairs (the analyser stumbles over both).
 */
export function oneSpelling(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?<=[0-9０-９])ー(?=[0-9０-９])/g, '-')
    .replace(/[髙﨑邊邉澤濵]|[^\n -~ぁ-んァ-ヶ一-龠、。]/gu, sameLength)
    .replace(/[^\S\n]|[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (sign) =>
      sign === '\n' ? sign : ' '.repeat(sign.length),
    )
}

function sameLength(sign: string): string {
  const one = variants[sign] ?? sign.normalize('NFKC')
  return one.length === sign.length ? one : sign
}
