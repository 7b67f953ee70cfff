import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { readCsv } from "../../../../src/read/tables/read-csv.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

const PLAIN = { columns: ["id", "name"], rows: [{ id: "1", name: "Elm, 3" }] };

test.each<[what: string, content: string]>([
  ["commas and quotes", 'id,name\n1,"Elm, 3"\n'],
  ["a byte order mark", '\uFEFFid,name\n1,"Elm, 3"\n'],
  ["semicolons", "id;name\n1;Elm, 3\n"],
  ["tabs", "id\tname\n1\tElm, 3\n"],
  ["a separator told in the first line", "sep=;\r\nid;name\r\n1;Elm, 3\r\n"],
  ["no newline at the end", 'id,name\n1,"Elm, 3"'],
  ["lone carriage returns", 'id,name\r1,"Elm, 3"\r'],
  ["empty lines before, between and after", '\n\nid,name\n\n1,"Elm, 3"\n\n'],
  ["white space round the cells", ' id , name \n 1 , "Elm, 3" \n'],
  ["nameless empty columns at the end", 'id,name,,\n1,"Elm, 3",,\n'],
])("a table with %s is read", (_, content) => {
  expect(readCsv(write(content))).toMatchObject(PLAIN);
});

test("kinds of newlines may be mixed", () => {
  expect(readCsv(write("id\r\n1\n2\r3")).rows).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }]);
});

test("commas inside quoted names do not make the separator", () => {
  const { columns } = readCsv(write('"a, b, c";d\n1;2\n'));
  expect(columns).toEqual(["a, b, c", "d"]);
});

test("the first column may be nameless, as in matrices", () => {
  expect(readCsv(write(",x,y\na,1,2\n"))).toMatchObject({
    columns: ["", "x", "y"],
    rows: [{ "": "a", x: "1", y: "2" }],
  });
});

test("UTF-16 is read by its byte order mark, whichever byte comes first, and is not a guess", () => {
  const little = Buffer.from("\uFEFFid\t名称\r\n001\t江岸\r\n", "utf16le");
  const big = Buffer.from(little).swap16();
  for (const bytes of [little, big]) {
    const { rows, guessedEncoding } = readCsv(write(bytes));
    expect([rows, guessedEncoding]).toEqual([[{ id: "001", 名称: "江岸" }], undefined]);
  }
});

test.each<[what: string, content: string | Uint8Array, message: RegExp]>([
  ["a value in a nameless column", "id,,\n1,,\n2,,x\n", /row 2: "x" stands in column 3, which has no name/],
  ["two columns of one name", "id,a,id\n1,2,3\n", /line 1: two columns are called "id"/],
  ["a short row after a told separator", "sep=;\nid;a\n1;2\n3\n", /line 4: Invalid Record Length/],
  ["a workbook", Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), /this is a workbook or an archive/],
])("%s is refused, by place and reason", (_, content, message) => {
  const name = write(content);
  expect(() => readCsv(name)).toThrow(InputFileError);
  expect(() => readCsv(name)).toThrow(message);
});

test("marks of seconds quote nothing, in tables without quotes", () => {
  const dms = write(
    'id,经度,纬度,note\na,114°18\'20"E,30°33\'39"N,"plain, quoted"\nb,114° 18\' 5.5" E,30°33′39",\n',
  );
  expect(readCsv(dms).rows).toEqual([
    { id: "a", 经度: "114°18'20″E", 纬度: "30°33'39″N", note: "plain, quoted" },
    { id: "b", 经度: "114° 18' 5.5″ E", 纬度: "30°33′39″", note: "" },
  ]);
  // A stray mark that is none of seconds stays a fault of the file.
  expect(() => readCsv(write('id,name\na,5" pipe\n'))).toThrow(/Invalid Opening Quote/);
});
