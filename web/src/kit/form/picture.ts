/** Pictures as they are sent: at most 2048 pixels wide, turned upright, without what the camera wrote about itself. */

const WIDEST = 2048
const QUALITY = 0.82
/** Endings and kinds that a service takes (chassis/http/media.py). */
export const TAKEN =
  'image/jpeg,image/png,image/webp,image/heic,image/heif,video/mp4,video/quicktime,audio/mpeg,audio/mp4,audio/amr,application/pdf'
export const LARGEST = 200 * 1024 * 1024

export class Unfit extends Error {}

/** The file as it is kept: a picture made smaller, anything else as it is. Throws Unfit with a word for the person. */
export async function fit(file: File): Promise<Blob> {
  if (file.size === 0) throw new Unfit('文件是空的，请重新拍摄或者选取')
  if (file.size > LARGEST) throw new Unfit('文件超过 200 MB，请剪短后再选')
  if (!TAKEN.split(',').includes(file.type)) throw new Unfit('不支持这种文件；可以是照片、录像、录音或者 PDF')
  if (!file.type.startsWith('image/')) return file
  try {
    return await smaller(file)
  } catch {
    return file
  }
}

async function smaller(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const scale = Math.min(1, WIDEST / Math.max(image.width, image.height))
  const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  image.close()
  return canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}

/** Millionths of a degree (WGS-84) and metres, as services keep them. */
export interface Position {
  latitude: number
  longitude: number
  accuracy: number
}
/** How a picture was taken, by the device itself. */
export interface Shot {
  taken_at: string
  position?: Position
}

/** A file that is older was not taken just now: where the device is says nothing about it. */
const JUST_NOW = 2 * 60_000
const PATIENCE = 8000
export const MILLION = 1e6
/** What a service takes (contracts/shot.py): China with its seas, and a circle that says something. */
const [SOUTH, NORTH, WEST, EAST, FARTHEST] = [3, 54, 73, 136, 100_000]

/** When and where a picture was taken; undefined for a file that was there before. The place is asked for once. */
export async function shotOf(file: File, now = Date.now()): Promise<Shot | undefined> {
  if (!file.type.startsWith('image/') || now - file.lastModified > JUST_NOW) return undefined
  return { taken_at: new Date(file.lastModified).toISOString(), position: await place() }
}

/** Where the device is, if it says so within a few seconds; a question to the person that stays open counts as no. */
function place(): Promise<Position | undefined> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    setTimeout(() => resolve(undefined), PATIENCE)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(plausible(coords)),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
    )
  })
}

function plausible({ latitude, longitude, accuracy }: GeolocationCoordinates): Position | undefined {
  const inside = latitude >= SOUTH && latitude <= NORTH && longitude >= WEST && longitude <= EAST
  if (!inside || accuracy > FARTHEST) return undefined
  const [north, east] = [latitude, longitude].map((degrees) => Math.round(degrees * MILLION))
  return { latitude: north!, longitude: east!, accuracy: Math.round(accuracy) }
}
