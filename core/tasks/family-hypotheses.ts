/**
 * Rules that a ballot names by their family alone; the others have an order, such as `2-global`. Apart from the schemas,
 * so that a player's page need not load the schema library.
 */
export const familyHypotheses = [
  "temperature",
  "ball",
  "hidden-manifold",
  "random-labels",
  "disc",
  "jump",
  "kink",
  "rings",
  "checker",
  "smooth",
  "singular",
  "teacher-student",
] as const;
