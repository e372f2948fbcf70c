/** A candidate's place on the map, in the units of its viewBox. */
export type MapPoint = MapInput & { x: number; y: number; radius: number; labelX: number; labelY: number; anchor: 'start' | 'end' };
export type MapInput = { name: string; understanding: number; priceDeadlineFocus: number; metricChasing: number };

const LEFT = 60;
const TOP = 20;
const SIDE = 400;
const MIN_RADIUS = 6;
const LABEL_GAP = 18;

/** Places candidates by understanding (right) and price/deadline focus (up); the bubble grows with metric-chasing. */
export function placeOnMap(candidates: readonly MapInput[]): MapPoint[] {
  const taken: { x: number; y: number }[] = [];
  return candidates.map(({ name, understanding, priceDeadlineFocus, metricChasing }) => {
    const x = LEFT + (SIDE * understanding) / 100;
    const y = TOP + SIDE - (SIDE * priceDeadlineFocus) / 100;
    const anchor = understanding > 60 ? 'end' : 'start';
    const radius = MIN_RADIUS + metricChasing / 8;
    const labelX = anchor === 'end' ? x - radius - 5 : x + radius + 5;
    let labelY = y + 5;
    while (taken.some((other) => Math.abs(other.y - labelY) < LABEL_GAP && Math.abs(other.x - labelX) < 160)) labelY -= LABEL_GAP;
    taken.push({ x: labelX, y: labelY });
    return { name, understanding, priceDeadlineFocus, metricChasing, x, y, radius, labelX, labelY, anchor };
  });
}
