/**
 * A candidate's place on the map, in the units of its viewBox; without a label where none fits beside the
 * others.
 */
export type MapPoint = MapInput & { x: number; y: number; radius: number; label: MapLabel | null };
export type MapInput = {
  name: string;
  understanding: number;
  priceDeadlineFocus: number;
  metricChasing: number;
};
export type MapLabel = { text: string; x: number; y: number; anchor: 'start' | 'end' | 'middle' };

const LEFT = 60;
const TOP = 20;
const SIDE = 400;
const MIN_RADIUS = 6;
const LINE = 15;
const GAP = 4;
/** About how wide a character is drawn. */
const WIDTH = { latin: 7, other: 13 } as const;
const LONGEST = 22;

type Box = { left: number; right: number; top: number; bottom: number };

/**
 * Places candidates by understanding (right) and price/deadline focus (up); the bubble grows with
 * metric-chasing. No label covers another or a bubble.
 */
export function placeOnMap(candidates: readonly MapInput[]): MapPoint[] {
  const points = candidates.map((candidate) => ({
    ...candidate,
    x: LEFT + (SIDE * candidate.understanding) / 100,
    y: TOP + SIDE - (SIDE * candidate.priceDeadlineFocus) / 100,
    radius: MIN_RADIUS + candidate.metricChasing / 8,
  }));
  const taken: Box[] = points.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return points.map((point): MapPoint => {
    const text = shortened(point.name);
    const label = placesFor(point, text).find(
      ({ box }) => isInside(box) && !taken.some((other) => overlap(box, other)),
    );
    if (!label) return { ...point, label: null };
    taken.push(label.box);
    return { ...point, label: { text, ...label.at } };
  });
}

/**
 * Where a label may stand, the best place first: beside the bubble, above or below it, then some lines
 * further away.
 */
function placesFor(
  { x, y, radius }: { x: number; y: number; radius: number },
  text: string,
): { at: Omit<MapLabel, 'text'>; box: Box }[] {
  const width = widthOf(text);
  const away = radius + GAP;
  const heights = [0, 1, 2, 3].flatMap((lines) => [-away - lines * LINE, away + 10 + lines * LINE]);
  const places: Omit<MapLabel, 'text'>[] = [
    { x: x + away, y: y + 5, anchor: 'start' },
    { x: x - away, y: y + 5, anchor: 'end' },
    ...heights.flatMap((height): Omit<MapLabel, 'text'>[] => [
      { x, y: y + height, anchor: 'middle' },
      { x, y: y + height, anchor: 'end' },
      { x, y: y + height, anchor: 'start' },
    ]),
  ];
  return places.map((at) => {
    const left = at.anchor === 'start' ? at.x : at.anchor === 'end' ? at.x - width : at.x - width / 2;
    return { at, box: { left, right: left + width, top: at.y - LINE + 3, bottom: at.y + 3 } };
  });
}

const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character <= '\u007f' ? WIDTH.latin : WIDTH.other), 0);

function shortened(name: string): string {
  const characters = [...name];
  return characters.length <= LONGEST ? name : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

const isInside = ({ left, right, top, bottom }: Box): boolean =>
  left >= LEFT && right <= LEFT + SIDE && top >= TOP && bottom <= TOP + SIDE;

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
