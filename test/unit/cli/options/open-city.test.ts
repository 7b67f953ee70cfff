import { expect, test } from "vitest";
import { NoAnswer } from "../../../../src/cli/exit-codes.js";
import { withCity } from "../../../../src/cli/options/open-city.js";
import { createProgress } from "../../../../src/cli/print/progress.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { write } = tempFolder();
const progress = createProgress(true);
const EDGES = write("street-edges.csv", "from,to,length_m\n1,2,1000\n");
write("street-nodes.csv", "id,lon,lat\n1,0,0\n2,0.009,0\n");

test("the answer is given back, and the city is closed", async () => {
  const config = { streets: { file: EDGES } };
  const answer = await withCity(config, { progress, threads: 1 }, async (city) => city.network.edgeCount);
  expect(answer).toBe(1);
});

test("an error of the question goes through", async () => {
  const ask = () => Promise.reject(new Error("no such block"));
  await expect(withCity({ streets: { file: EDGES } }, { progress }, ask)).rejects.toThrow("no such block");
});

test("streets that nobody walks have no answer, and the question is not run", async () => {
  const file = write("empty.osm", "<osm version='0.6'></osm>");
  let isAsked = false;
  const ask = async () => {
    isAsked = true;
  };
  await expect(withCity({ streets: { file } }, { progress }, ask)).rejects.toThrow(NoAnswer);
  expect(isAsked).toBe(false);
});
