// Draws the icons of the installed app from web/field/public/icon.svg. Needs a Chinese font on the machine, so the pictures are committed.
// usage: node scripts/make-icons.mjs   writes web/field/public/icon-*.png
import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'

const folder = path.resolve(import.meta.dirname, '../web/field/public')
const plain = readFileSync(path.join(folder, 'icon.svg'), 'utf8')
/** Whoever shapes icons by itself cuts up to a fifth from each side: the ground reaches the edge, the word is smaller. */
const maskable = plain
  .replace(/<rect[^>]*>/, '<rect width="32" height="32" fill="#18212b" />')
  .replace('font-size="17"', 'font-size="13"')
  .replace('y="22"', 'y="20.6"')

for (const [name, svg, size] of [
  ['icon-192.png', plain, 192],
  ['icon-512.png', plain, 512],
  ['icon-maskable-512.png', maskable, 512],
]) {
  await sharp(Buffer.from(svg), { density: (72 * size) / 32 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(path.join(folder, name))
}
