import { expect, test } from "vitest";
import { LIST_LENGTH, readValue } from "#app/features/credentials/bitstring.ts";
import type { PublicJwk } from "#app/features/credentials/did-document.ts";
import { node } from "#app/features/credentials/machine.server.ts";
import { tokenHolds } from "#app/features/credentials/token.ts";

/* What the standards print as examples, letter for letter; the vector of Open Badges 3.0 stands in credentials.test.ts. */

test("Bitstring Status List 1.0: the list of its examples, in which nothing is set", async () => {
  const list = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";
  const places = [0, 94_567, LIST_LENGTH - 1, LIST_LENGTH];
  expect(await Promise.all(places.map((place) => readValue(list, place, node)))).toEqual([0, 0, 0, null]);
});

test("RFC 7515, A.3: a token by ES256", async () => {
  const key: PublicJwk = {
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  };
  const token =
    "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ." +
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
  expect(await tokenHolds(token, key, node)).toBe(true);
  expect(await tokenHolds(token.replace("eyJpc3", "eyJpc4"), key, node)).toBe(false);
});

test("RFC 8037, A.4: a token by Ed25519", async () => {
  const key: PublicJwk = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
  const token =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc." +
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
  expect(await tokenHolds(token, key, node)).toBe(true);
  expect(await tokenHolds(token.replace("RXhh", "RXhi"), key, node)).toBe(false);
});
