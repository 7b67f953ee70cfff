import { expect, test } from "vitest";
// @ts-expect-error a script without types
import { compileKernel } from "../../../assembly/build.mjs";
import { KERNEL_BASE64 } from "../../../src/search/engine/kernel-bytes.js";

test("the kernel that is checked in is the compiled source", async () => {
  expect(KERNEL_BASE64).toBe(await compileKernel());
});
