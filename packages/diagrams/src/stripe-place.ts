// Where the colour of a service stands in its box, on a page and in a picture without one.

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const WIDTH = 4;
/** As far from the end of a round shape as it needs to be within it. */
const INSET = 6;

/** Along the left of a rectangle; of a round shape, which has no corners, as high as half of it and within. */
export function stripePlace({ x, y, height }: Place, isRectangle: boolean): Place {
  return isRectangle
    ? { x, y, width: WIDTH, height }
    : { x: x + INSET, y: y + height / 4, width: WIDTH, height: height / 2 };
}
