/** How a picture was taken, in words. */
import { MILLION, type Shot } from './form/picture'
import { momentWord } from './words'

function degrees(millionths: number): string {
  return (millionths / MILLION).toFixed(5)
}

/** Without the place, that is said: nobody shall take it for one that is not shown. */
export function shotWord(shot?: { taken_at: string; position?: Shot['position'] | null } | null): string {
  const where = shot?.position
  const place = where
    ? `北纬 ${degrees(where.latitude)}°，东经 ${degrees(where.longitude)}°（约 ±${where.accuracy} m）`
    : '未取得位置'
  return shot ? `${momentWord(shot.taken_at)}拍摄 · ${place}` : place
}
