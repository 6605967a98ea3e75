import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { disposition, fileName, kindOfFile, takes } from "#app/features/cohorts/session-file.ts";

const bytesOf = (text: string) => Uint8Array.from(text, (each) => each.charCodeAt(0));
const zip = (names: string) => bytesOf(`PK\u0003\u0004${"\0".repeat(200)}${names}`);

describe("what a file is", () => {
  test.each([
    ["jpeg", "\u00ff\u00d8\u00ff\u00e0"],
    ["png", "\u0089PNG\r\n\u001a\n"],
    ["webp", "RIFF\0\0\0\0WEBP"],
    ["pdf", "%PDF-1.7\n"],
    [null, "<html><script>"],
    [null, "<svg xmlns="],
    [null, "MZ\u0090"],
    [null, "RIFF\0\0\0\0WAVE"],
    [null, "\n%PDF-1.7"],
    [null, ""],
  ])("%s is read from its first bytes", (kind, start) => expect(kindOfFile(bytesOf(start))).toBe(kind));

  test("an office file is told from any other archive, and one with macros is none", () => {
    expect(kindOfFile(zip("ppt/presentation.xml"))).toBe("pptx");
    expect(kindOfFile(zip("word/document.xml"))).toBe("docx");
    expect(kindOfFile(zip("xl/workbook.xml"))).toBe("xlsx");
    expect(kindOfFile(zip("xl/workbook.xml xl/vbaProject.bin"))).toBeNull();
    expect(kindOfFile(zip("evil.exe"))).toBeNull();
    const odp = `PK\u0003\u0004${"\0".repeat(26)}mimetypeapplication/vnd.oasis.opendocument.presentation`;
    expect(kindOfFile(bytesOf(odp))).toBe("odp");
  });

  test("a signed sheet is a photo or a scan; slides are no evidence", () => {
    expect([takes("signed-sheet", "jpeg"), takes("signed-sheet", "pdf")]).toEqual([true, true]);
    expect([takes("signed-sheet", "pptx"), takes("handout", "pptx")]).toEqual([false, true]);
  });
});

describe("its name", () => {
  test("loses folders and takes the ending of what it is", () => {
    expect(fileName("C:\\Users\\me\\Feuille signée.exe", "pdf")).toBe("Feuille signée.pdf");
    expect(fileName("../../etc/passwd", "jpeg")).toBe("passwd.jpg");
    expect(fileName("\u0000\u202e.png", "png")).toBe("file.png");
  });

  test("never breaks out of the header it is sent in", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }), (units) => {
        const given = String.fromCharCode(...units);
        const header = disposition("attachment", fileName(given, "pdf"));
        expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]+$/);
        expect(header.split('"')).toHaveLength(3);
        expect(() => new Headers({ "Content-Disposition": header })).not.toThrow();
      }),
    );
  });
});
