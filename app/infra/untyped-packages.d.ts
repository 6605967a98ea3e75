/* Packages that come without types: what we use of them. */
declare module "fontkit" {
  export function create(file: Buffer): unknown;
}
