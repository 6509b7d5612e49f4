/** An error as text: three decimals, the place where seeds begin to differ. */
export function errorText(error: number): string {
  return error.toFixed(3);
}
